"""What a change's folder says, and how a bad one is refused."""

import json
import os
from pathlib import Path

import pytest

from bot.errors import Refused
from bot.forges.local import folder as folder_module
from bot.forges.local.forge import LARGEST_CHANGE, MOST_REVIEWS, LocalForge
from bot.git.fetched import open_commits
from bot.model.change_ref import ChangeRef
from bot.model.forge import MessageKind
from bot.model.settings import LocalSettings
from bot.parser.formats import read_reviews
from tests.contracts.forges.driver import MARKER, WRITER
from tests.contracts.forges.local import WRITTEN
from tests.forges.local.places import Place

AT = "acme/widgets/1"


def test_least(place: Place) -> None:
    """
    A head and a base are enough: the change is open, has no title, and is the local user's.
    """
    place.about(head="feature-1", base="main")

    state = place.state()

    assert (state.title, state.is_open, state.target, state.head_ref, state.url) == ("", True, "main", "", "")
    assert (state.author.login, state.author.is_bot) == (WRITER, False)


def test_ends(place: Place) -> None:
    """
    Head and base may be branches, tags, ids or what git makes of a name; the base is where the head left it.
    """
    repository = place.world.repository
    left = repository.git("rev-parse", "main")
    repository.commit({"other.py": "x\n"})
    repository.git("tag", "v1", "main")

    found = set()
    for head, base in [("feature-1", "main"), (place.head, "v1"), ("refs/heads/feature-1", left[:12])]:
        place.about(head=head, base=base)
        state = place.state()
        found.add((state.head, state.base))

    assert found == {(place.head, left)}


def test_every_format(place: Place) -> None:
    """
    Every format of a review is read, each file under the name of its reviewer; a document that holds two is two reviews.
    """
    documents = [{"schema": WRITTEN, "reviewer": name, "body": f"by {name}"} for name in ("one", "two")]
    place.write("claude.md", "`x` is unused.\n")
    place.write("many.json", json.dumps(documents))
    place.write("llm.json", json.dumps([{"file": "a.py", "line": 1, "message": "`x` is unused"}]))

    messages = place.state().messages

    assert [(one.author.login, one.kind, one.body.strip(), one.id) for one in messages] == [
        ("claude", MessageKind.REVIEW, "`x` is unused.", "claude.md"),
        ("llm", MessageKind.INLINE, "`x` is unused", "llm.json/comments/1"),
        ("one", MessageKind.REVIEW, "by one", "many.json"),
        ("two", MessageKind.REVIEW, "by two", "many.json/2"),
    ]
    assert [one.revision for one in messages] == [None] * 4


def test_order(place: Place) -> None:
    """
    Reviews stand in the order of their times, whatever zone those are in; those without one come first, by name.
    """
    times = {
        "a": "2026-01-01T12:00:00+02:00", "b": "2026-01-01T10:30:00", "c": "2026-01-01T10:15:00Z",
        "d": None, "e": "yesterday", "f": "0001-01-01T00:00:00+23:59",
    }  # fmt: skip
    for name, time in times.items():
        place.write(
            f"{name}.json", json.dumps({"schema": WRITTEN, "reviewer": name, "body": name, "submitted_at": time})
        )

    assert "".join(one.body for one in place.state().messages) == "defacb"


def test_ids(place: Place) -> None:
    """
    Ids of messages differ whatever the comments of a file call themselves, and a comment keeps its own.
    """
    comments = [{"path": "a.py", "body": "x", "id": own} for own in ("2", "2", None, "3", "x", "x", "a/b")]
    place.write("r.json", json.dumps({"schema": WRITTEN, "reviewer": "r", "comments": comments}))

    ids = [one.id for one in place.state().messages]

    assert len(set(ids)) == len(comments)
    assert ids[0] == "r.json/comments/2"
    assert ids[4] == "r.json/comments/x"


def test_people(place: Place) -> None:
    """
    A reviewer is a bot, except where change.json counts them among the people; nobody can be us.
    """
    for name in ("carol", "bot", "metareview", "local"):
        place.write(f"{name}.md", "see")
    place.about(head="feature-1", base="main", author="carol", people=["carol"])

    state = place.state()

    assert {one.author.login: one.author.is_bot for one in state.messages} == {
        "carol": False,
        "bot": True,
        "metareview": True,
        "local": True,
    }
    assert state.me.id not in {one.author.id for one in state.messages}
    assert state.author in {one.author for one in state.messages}


def test_left_alone(place: Place) -> None:
    """
    Files of editors and our own are no reviews.
    """
    for name in (".a.md.swp", "a.md~", ".git"):
        place.write(name, "see")
    place.publish()

    assert [one.kind for one in place.state().messages] == [MessageKind.COMMENT]


def test_no_machine_path(place: Place, tmp_path: Path) -> None:
    """
    Nothing of what is told of a change names a place of this machine.
    """
    place.write("a.md", "see")
    place.publish()

    assert str(tmp_path) not in repr(place.state())
    assert place.publish().url == f"{AT}/meta-review.md"


def test_kinds_of_repository(place: Place, tmp_path: Path) -> None:
    """
    The code is read from a work tree, a folder in it, a linked work tree and a bare repository alike, as is the change.
    """
    repository = place.world.repository
    repository.check_out()
    (repository.path / "sub").mkdir()
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"), "feature-1")
    repository.git("clone", "-q", "--bare", str(repository.path), str(tmp_path / "bare"))

    for path in (repository.path, repository.path / "sub", tmp_path / "linked", tmp_path / "bare"):
        settings = LocalSettings("here", str(path), str(place.world.reviews))
        forge = LocalForge(settings, read_reviews, marker=MARKER, login=WRITER)
        state, code = forge.state(place.ref), forge.code(place.ref)
        assert (state.head, code.url) == (place.head, "")
        assert code.path is not None
        with open_commits(code.path, state.head, state.base) as view:
            assert [one.path for one in view.changed()] == ["a.py"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not valid JSON: Expecting value (line 1)"),
        (b"\xff\xfe", "is not UTF-8 text; save it as such"),
        (b"[" * 60_000, "is nested too deeply; it holds one flat object"),
        (b"1" * 60_000, "holds a number that is too long"),
        (b"[]", "it must be an object"),
        (b"{}", "head is missing"),
        (b'{"head": "h", "base": 7}', "base must be a valid string"),
        (b'{"head": "", "base": "main"}', "head must have at least 1 character"),
        (b'{"head": "h", "head": "i", "base": "b"}', "has a key that is there twice"),
        (b'{"head": "h", "base": "b", "is_open": "yes"}', "is_open must be a valid boolean"),
        (b'{"head": "h", "base": "b", "people": ["a", 7]}', "people[1] must be a valid string"),
        (b'{"head": "h", "base": "b", "isopen": true}', "isopen is not a key; there are head, base, title, author, is_open, people"),
        (b'{"head": "h", "base": "b", "\\u001b[31m\\n": 1}', "\\x1b[31m\\n is not a key; there are head, base, title, author, is_open, people"),
        (b'{"head": "gone", "base": "main"}', "there is no commit 'gone' in this repository; fetch it, or name one that is there"),
        (b'{"head": "--all", "base": "main"}', "'--all' is not a revision; name a branch, a tag or a commit id"),
        (b'{"head": "feature-1", "base": "gone"}', "there is no commit 'gone' in this repository; fetch it, or name one that is there"),
        (b" " * LARGEST_CHANGE + b"{}", "is larger than 65,536 bytes; make it smaller"),
    ],
    ids=range(17),
)  # fmt: skip
def test_bad_change(place: Place, content: bytes, sentence: str) -> None:
    """
    A change.json that says something else than it may is refused in one sentence that names it, and nothing is written.
    """
    place.write("change.json", content)

    said = place.refusal()

    assert said.removeprefix(f"Refused: {AT}/change.json").removeprefix(":").strip() == sentence
    assert said.startswith(f"Refused: {AT}/change.json")
    assert "\n" not in said


def test_bad_review(place: Place) -> None:
    """
    A review file that can't be read is refused in one sentence that names it.
    """
    place.write("good.md", "see")
    place.write("bad.json", json.dumps({"schema": WRITTEN, "reviewer": "r", "bdy": "x"}))

    assert place.refusal() == f"Refused: {AT}/bad.json: bdy is not a field (did you mean body?)"


def test_links(place: Place, tmp_path: Path) -> None:
    """
    A symbolic link is followed nowhere below the folder of reviews, wherever it leads.
    """
    (tmp_path / "secret.md").write_text("secret")
    for name in ("a.md", "meta-review.md", "change.json"):
        (place.folder / name).unlink(missing_ok=True)
        (place.folder / name).symlink_to(tmp_path / "secret.md")
        assert place.refusal() == f"Refused: {AT}/{name} is a symbolic link; put the file itself there"
        (place.folder / name).unlink()
        place.about(head="feature-1", base="main")

    (place.world.reviews / "linked").symlink_to(place.world.reviews / "acme")
    (place.world.reviews / "acme/widgets/2").symlink_to(place.folder)
    for project, number in (("linked/widgets", 1), ("acme/widgets", 2)):
        with pytest.raises(Refused, match=f"{project}/{number} is a symbolic link or no folder"):
            place.world.forge.state(ChangeRef("here", project, number, "~"))


def test_no_file(place: Place) -> None:
    """
    A folder or a pipe among the reviews is refused at once; nothing waits for it.
    """
    (place.folder / "folder").mkdir()
    assert place.refusal() == f"Refused: {AT}/folder is not a file; only files stand beside change.json"
    (place.folder / "folder").rmdir()

    os.mkfifo(place.folder / "pipe")
    assert place.refusal() == f"Refused: {AT}/pipe is not a file; only files stand beside change.json"


@pytest.mark.parametrize("name", [b"\xff.md", b"a\x1b[31m.md", b"line\nbreak.md"])
def test_odd_name(place: Place, name: bytes) -> None:
    """
    A file whose name can't be printed is refused, and shown harmlessly.
    """
    (Path(os.fsdecode(os.fsencode(place.folder) + b"/" + name))).write_text("see")

    said = place.refusal()

    assert said.startswith(f"Refused: {AT} holds a file whose name can't be shown: ")
    assert said.isascii()
    assert said.isprintable()


def test_too_much(place: Place) -> None:
    """
    Too large a file, too many reviews and too many names are refused.
    """
    with (place.folder / "large.md").open("wb") as stream:
        stream.truncate((20 << 20) + 1)
    assert place.refusal() == f"Refused: {AT}/large.md is larger than 20,971,520 bytes; make it smaller"
    (place.folder / "large.md").unlink()

    for number in range(MOST_REVIEWS + 1):
        place.write(f"{number}.md", "see")
    assert place.refusal() == f"Refused: {AT} holds more than 200 reviews; take some away"

    for number in range(folder_module.MOST_NAMES):
        place.write(f".{number}", "")
    assert place.refusal() == f"Refused: {AT} holds more than 2000 files; take away what is no review"


def test_other_names_of_a_change(place: Place, tmp_path: Path) -> None:
    """
    Each change has one name; what is written like GitHub's, too long, or in no folder of reviews is refused.
    """
    forge = place.world.forge
    nowhere = LocalForge(LocalSettings("here", ".", str(tmp_path / "no")), read_reviews, marker=MARKER, login="")

    for asked, ref, sentence in [
        (forge, ChangeRef("here", "acme/widgets", 1), "write here:acme/widgets~1"),
        (forge, ChangeRef("here", "w" * 300, 1, "~"), "File name too long"),
        (forge, ChangeRef("here", "w\ud800", 1, "~"), "there is no change in the folder"),
        (forge, ChangeRef("here", "acme", 1, "~"), "there is no change in the folder acme/1 of the reviews"),
        (nowhere, place.ref, "there is no folder of reviews at"),
    ]:
        with pytest.raises(Refused, match=sentence):
            asked.state(ref)
        with pytest.raises(Refused, match=sentence):
            asked.code(ref)


def test_no_user(place: Place) -> None:
    """
    Where nobody is the local user, nobody may write, and a change that names no author is somebody unknown's.
    """
    settings = LocalSettings("here", str(place.world.repository.path), str(place.world.reviews))
    forge = LocalForge(settings, read_reviews, marker=MARKER, login="")
    place.about(head="feature-1", base="main")

    assert forge.state(place.ref).author.login == "unknown"
    assert [forge.may_write(place.ref, login) for login in ("", "unknown", WRITER)] == [False] * 3


def test_gone_repository(place: Place) -> None:
    """
    A repository that is not there is refused in one sentence.
    """
    settings = LocalSettings("here", str(place.world.reviews / "none"), str(place.world.reviews))
    forge = LocalForge(settings, read_reviews, marker=MARKER, login=WRITER)

    with pytest.raises(Refused, match="there is no directory"):
        forge.state(place.ref)
    with pytest.raises(Refused, match="there is no directory"):
        forge.code(place.ref)

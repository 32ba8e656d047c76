"""How our answer comes into a change's folder: whole, once, and over nobody else's file."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import BotError, Refused, Unreachable
from bot.model.command import Reaction
from bot.model.forge import Published
from tests.contracts.forges.driver import MARKER
from tests.forges.local.places import TEXT, Place

AT = "acme/widgets/1"


def test_files(place: Place) -> None:
    """
    Publishing leaves our answer and what remembers it, and nothing half-written.
    """
    place.publish()

    assert sorted(path.name for path in place.folder.iterdir()) == [".metareview", "change.json", "meta-review.md"]
    assert place.answer.read_text() == TEXT
    assert place.answer.stat().st_mode & 0o777 == 0o644 & ~_umask()


def test_foreign_answer(place: Place) -> None:
    """
    A meta-review.md that is not ours is not read, not overwritten, and said to be in the way.
    """
    place.write("meta-review.md", "my own notes")

    with pytest.raises(Refused) as refusal:
        place.publish(asked="somebody")

    assert str(refusal.value) == f"{AT}/meta-review.md is not ours; move it away, our answer belongs there"
    assert place.answer.read_text() == "my own notes"
    assert place.state().limits == ("meta-review.md is not ours and was not read",)
    assert place.world.forge.ours(place.ref) is None


def test_linked_answer(place: Place) -> None:
    """
    A link in the place of our answer, or of what we write first, is refused or replaced; its target stays as it is.
    """
    target = place.folder.parent / "target"
    target.write_text(TEXT)
    place.answer.symlink_to(target)
    with pytest.raises(Refused, match="is a symbolic link"):
        place.publish("other")

    place.answer.unlink()
    (place.folder / ".meta-review.md.new").symlink_to(target)
    place.publish(f"new {MARKER}")

    assert target.read_text() == TEXT
    assert not place.answer.is_symlink()
    assert place.answer.read_text() == f"new {MARKER}"


def test_left_over(place: Place) -> None:
    """
    What a process left behind that ended while it wrote is in nobody's way.
    """
    place.write(".meta-review.md.new", "half an ans")

    place.publish()

    assert place.answer.read_text() == TEXT
    assert not (place.folder / ".meta-review.md.new").exists()


def test_interrupted_before_it_was_written(place: Place) -> None:
    """
    An answer that could not be written was deleted by nobody: it is written as soon as that is possible.
    """
    (place.folder / ".meta-review.md.new").mkdir()
    with pytest.raises(BotError):
        place.publish()
    assert not (place.folder / ".metareview").exists()
    (place.folder / ".meta-review.md.new").rmdir()

    assert place.publish() == Published(f"{AT}/meta-review.md", changed=True)


def test_interrupted_before_it_was_remembered(place: Place) -> None:
    """
    An answer that was written but not remembered is remembered by the next look, and from then on may be deleted.
    """
    with place.world.unclear(place.ref), pytest.raises(BotError):
        place.publish()

    assert not place.publish().changed
    place.answer.unlink()
    assert not place.publish().changed
    assert not place.answer.exists()


def test_edited_by_hand(place: Place) -> None:
    """
    An answer of ours that somebody has edited is ours while it has the marker, and is put right.
    """
    place.publish()
    place.answer.write_bytes(TEXT.replace("\n", "\r\n").encode() + b"\xff")

    assert place.publish().changed
    assert place.answer.read_text() == TEXT


def test_no_text(place: Place) -> None:
    """
    A text that can't be written as UTF-8 is written with what it can be, and then counts as written.
    """
    text = f"half \ud83d a pair {MARKER}"

    assert place.publish(text).changed
    assert not place.publish(text).changed
    assert place.answer.read_text() == f"half ? a pair {MARKER}"


def test_hard_link(place: Place) -> None:
    """
    A file that shares its content with our answer keeps it when we write anew.
    """
    place.publish()
    os.link(place.answer, place.folder.parent / "copy")

    place.publish(f"other {MARKER}")

    assert (place.folder.parent / "copy").read_text() == TEXT


def test_many_at_once(place: Place) -> None:
    """
    Of many who publish at once each does so whole, or is told that another is writing; nothing is left over.
    """
    texts = [f"{number} {MARKER} " + str(number) * 20_000 for number in range(12)]

    def one(text: str) -> bool:
        try:
            return place.publish(text).changed
        except Unreachable as busy:
            assert str(busy) == f"another process is writing in {AT}"
            assert busy.wait_seconds == 1
            return False

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(one, texts))

    assert any(done)
    assert place.answer.read_text() in [text for text, was_done in zip(texts, done, strict=True) if was_done]
    assert len(list(place.folder.iterdir())) == 3


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_silent(place: Place) -> None:
    """
    A file can't be marked, and there is no conversation to reply in.
    """
    forge = place.world.another()

    assert not forge.react(place.ref, "review.md", Reaction.DONE)
    assert forge.say(place.ref, "Help.", "key") is None
    assert [path.name for path in place.folder.iterdir()] == ["change.json"]

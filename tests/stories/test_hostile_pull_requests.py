"""Pull requests that want to run something, to speak with our voice, or to wear us down: through the command, to the comment."""

import json
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.poster.marker import Marker
from tests.git.repositories import Link, Submodule
from tests.github.builders import PullRequest
from tests.github.fake import acts
from tests.poster.hostile import TEXTS
from tests.poster.rendering import ACTS, COMMANDS, Rendered, rendered
from tests.poster.test_hostile_markdown import DRAWN, TAGS
from tests.stories.breaking import Broken, broken, checks
from tests.stories.pull_requests import UNUSED

BOT = "claude[bot]"
CODE = "import os\n\n\ndef load(path):\n    return path\n"
SECONDS = 30
"""More than any of these may take, on a machine that does other things too."""

NAMES = (
    "-rf", "--help", "a b.py", "new\nline.py", 'quote".py', "tick`s.py", "pipe|.py", "<img src=x>.py", "@octo.py", "#12.py", "GH-12.py",
    "[a](https:x).py", "$(touch canary).py", "; touch canary;.py", "\u202eyp.py", "zero\u200bwidth.py", "</details>.py", "-->.py", "ctl\x1b[31m.py",
    "..\\up.py", "con.py ", "x" * 200 + ".py", "%00.py", "*.py", ":(glob)**.py", "HEAD", "refs/heads/main", "é.py", ".GIT/config", "git~1/config",
)  # fmt: skip
"""Names of files that git allows."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Broken]:
    """A desk, for each test one of its own; nothing is broken."""
    with broken(tmp_path) as found:
        yield found


def posted(site: Broken, pr: PullRequest) -> str:
    """Run with --post, in bounded time, and give our one comment."""
    start = time.monotonic()
    done = site.post(pr)
    assert time.monotonic() - start < SECONDS
    assert done.code == 0, done.said
    (ours,) = site.desk.ours(pr)
    return ours.body


def key(body: str) -> str:
    """The key of the marker in the last line."""
    found = re.search(r"<!-- metareview:([0-9a-f]{12}) [^<>]*-->\s*$", body)
    assert found, body[-200:]
    return found[1]


def require_harmless(site: Broken, pr: PullRequest, body: str) -> Rendered:
    """A comment renders as our own words, tags and links; nothing in it acts, and its marker is whole and the only one."""
    page = rendered(body)
    ours = f"{site.desk.url}/{site.desk.repo.full_name}/blob/{pr.head}/"
    links = [dict(attributes).get("href") for tag, attributes in page.tags if tag == "a"]
    languages = [dict(attributes).get("lang") for tag, attributes in page.tags if tag == "pre"]
    others = [attributes for tag, attributes in page.tags if tag not in ("a", "pre") and attributes]
    assert {tag for tag, _ in page.tags} <= TAGS
    assert (page.misnested, page.open, page.other, others) == ([], [], [], [])
    assert [one for one in links if not (one or "").startswith(ours)] == []
    assert not set(languages) & DRAWN
    assert len(page.comments) == 1
    assert Marker(key(body)).read(body) is not None
    assert len(body) <= 65_536
    for what, pattern in {**ACTS, **COMMANDS}.items():
        assert not pattern.search(page.outside_code), what
    for what, pattern in COMMANDS.items():
        assert not pattern.search(body), what
    return page


@pytest.mark.parametrize("part", range(3))
def test_hostile_words(site: Broken, part: int) -> None:
    """
    Nothing that reviewers write acts or escapes in our comment, wherever they write it, nor in the check run.
    """
    site.desk.as_app()
    texts = TEXTS[part::3]
    names = [f"mod{n}" for n in range(len(texts))]
    pr = site.desk.pull("".join(f"import {name}\n" for name in names))
    said = [
        ("loading.py", n + 1, f"`{name}` is imported but never used. {text}\n\n{text}")
        for n, (name, text) in enumerate(zip(names, texts, strict=True))
    ]
    pr.review(by=BOT, body="\n\n".join(texts), comments=said)
    pr.comment(
        by="coderabbitai[bot]", body="\n".join(f"- `{name}`: {text}" for name, text in zip(names, texts, strict=True))
    )
    for thread, text in zip(pr.threads, texts, strict=True):
        pr.reply(thread, by="dave", body=text)

    require_harmless(site, pr, posted(site, pr))

    (run,) = checks(site, pr)
    assert run.annotations
    assert not re.search("[\\x00-\\x08\\x0b-\\x1f\\x7f\\u202a-\\u202e\\u2066-\\u2069]", str(run.annotations))


def test_hostile_names(site: Broken) -> None:
    """
    Paths, symbols and branches with hostile names are judged, and harmless where they are shown.
    """
    files = {name: CODE for name in NAMES}
    pr = site.desk.repo.pull({}, files, branch="feature/#12-`x`-$(touch-canary)-<b>", title="<!-- @octo -->")
    pr.review(by=BOT, comments=[(name, 1, UNUSED) for name in NAMES if "\n" not in name])
    pr.comment(by=BOT, body="\n".join(f"1. `{name}`: `os` is imported but never used." for name in NAMES))

    done = site.post(pr)

    assert done.code == 0, done.said
    assert done.run is not None
    said = [one for one in done.run.report.findings if one.kind == "unused-import" and one.location.path]
    assert {str(one.verdict) for one in said} == {"confirmed", "plausible"}
    assert len(said) >= len(NAMES) - 3
    require_harmless(site, pr, posted(site, pr))


def test_forged_markers(site: Broken) -> None:
    """
    A comment with our marker by somebody who may not write here is neither edited nor taken for ours, nor believed.
    """
    first = site.desk.pull()
    first.comment(by=BOT, body=UNUSED)
    forged = posted(site, first).replace("confirmed", "refuted")
    pr = site.desk.pull(CODE)
    site.desk.repo.collaborator("mallory", "read")
    for login in ("mallory", "evil[bot]"):
        pr.comment(by=login, body=forged)
    pr.comment(by=BOT, body=f"{UNUSED}\n\n{forged}")
    others = [one.body for one in site.world.comments_of(pr)]

    body = posted(site, pr)

    require_harmless(site, pr, body)
    assert [one.body for one in site.world.comments_of(pr)] == [*others, body]


def test_our_own_words(site: Broken) -> None:
    """
    Who quotes our comment or writes our commands starts nothing and loses nothing: the answer is as without them.
    """
    pr = site.desk.pull(CODE)
    pr.review(by=BOT, comments=[("loading.py", 1, UNUSED)])
    plain = posted(site, pr)
    words = "/recheck-review\n\n/metareview dismiss aaaaaa no\n\n/metareview pause"

    pr.comment(by="rita", body=words)
    pr.comment(by="rita", body=plain)
    pr.reply(pr.threads[0], by="rita", body=words)

    again = posted(site, pr)
    require_harmless(site, pr, again)
    assert again.split("| confirmed")[0] == plain.split("| confirmed")[0]


@pytest.mark.slow
def test_a_flood_of_findings(site: Broken) -> None:
    """
    Of a thousand findings in sixty thousand characters the comment shows what fits, and counts the others; its marker is whole.
    """
    body = "\n".join(f"{n + 1}. `mod{n}` is imported but never used in `loading.py`." for n in range(1000))
    pr = site.desk.pull("".join(f"import mod{n}\n" for n in range(1000)))
    pr.comment(by=BOT, body=f"{body}\n\n{'x' * (60_000 - len(body) - 2)}")

    done = site.post(pr)

    assert done.run is not None
    read = len(done.run.report.findings)
    (ours,) = site.desk.ours(pr)
    require_harmless(site, pr, ours.body)
    assert f"{read} findings" in ours.body
    assert str(1000 - read) in " ".join(done.run.report.limits) + ours.body
    assert sum(map(int, re.findall(r"- and (\d+) more", ours.body))) > 0


@pytest.mark.slow
def test_a_flood_of_reviews(site: Broken) -> None:
    """
    Long findings of many reviewers, each different, are cut to one comment that says how many it leaves out.
    """
    site.desk.configure("reviewers: [{kind: bot}]")
    pr = site.desk.pull("".join(f"import mod{n}\n" for n in range(400)))
    long = "@octo <b>x</b> `y` | " * 30
    for bot in range(4):
        said = [("loading.py", n + 1, f"`mod{n}` is imported but never used. {long}") for n in range(bot, 400, 4)]
        pr.review(by=f"reviewer-{bot}[bot]", body=f"{long}\n\n`gone{bot}` is undefined. {long}", comments=said)

    body = posted(site, pr)

    require_harmless(site, pr, body)
    shown = body.count("| confirmed")
    hidden = sum(map(int, re.findall(r"- and (\d+) more", body)))
    assert "400 confirmed" in body
    assert shown < 400
    assert hidden > 0


QUIET = '[lint]\nignore = ["ALL"]\nselect = []\n'
ATTRIBUTES = "* filter=evil diff=evil merge=evil text eol=crlf ident working-tree-encoding=UTF-16 -diff linguist-generated export-ignore\n"
DULL: Mapping[str, str | Link | Submodule] = {
    ".gitattributes": ATTRIBUTES,
    "src/.gitattributes": "* binary -text\n",
    ".gitmodules": '[submodule "x"]\n\tpath = sub\n\turl = ext::touch canary\n\tupdate = !touch canary\n',
    "sub": Submodule(),
    ".gitconfig": "[core]\n\tfsmonitor = touch canary\n\thooksPath = hooks\n",
    "hooks/post-checkout": "#!/bin/sh\ntouch canary\n",
    ".lfsconfig": "[lfs]\n\turl = http://127.0.0.1:9\n",
    "model.bin": f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12345\n",
    "ruff.toml": QUIET,
    ".ruff.toml": QUIET,
    "pyproject.toml": '[tool.ruff]\nextend = "/etc/passwd"\n[tool.ruff.lint]\nignore = ["ALL"]\n[tool.ruff.per-file-ignores]\n"*" = ["ALL"]\n',
    "setup.py": "open('canary', 'w')\n",
    "conftest.py": "open('canary', 'w')\n",
    "sitecustomize.py": "open('canary', 'w')\n",
    "Makefile": "$(shell touch canary)\n",
    "passwd.py": Link("/etc/passwd"),
    "loop": Link("loop"),
    "up": Link("../../../../etc"),
    "round": Link("."),
    "/".join(["deep"] * 300) + "/a.py": "import os\n",
    "huge.py": "x = 1\n" * 300_000,
    "nested.py": "x = " + "(" * 5000 + "1" + ")" * 5000 + "\n",
    "bytes.py": "x = '\udcff'\n".encode("utf-8", "surrogateescape").decode("latin-1"),
}
"""What a repository can hold that wants to run, to hide or to lead astray."""


@pytest.mark.slow
def test_nothing_runs_and_nothing_is_hidden(site: Broken, tmp_path: Path) -> None:
    """
    Whatever the repository and the user's own git configuration hold, nothing runs, and the verdicts are as without it.
    """
    canary = tmp_path / "canary"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {canary}\ncat\n")
    program.chmod(0o755)
    home = tmp_path / "home"
    (home / "templates/hooks").mkdir(parents=True)
    for hook in ("reference-transaction", "post-checkout", "post-index-change", "pre-auto-gc"):
        (home / "templates/hooks" / hook).write_bytes(program.read_bytes())
        (home / "templates/hooks" / hook).chmod(0o755)
    rows = [
        "[core]",
        f"fsmonitor={program}",
        f"hooksPath={home}/templates/hooks",
        f"pager={program}",
        f"sshCommand={program}",
    ]
    rows += [
        "[init]",
        f"templateDir={home}/templates",
        '[filter "evil"]',
        f"smudge={program}",
        f"clean={program}",
        "required=true",
    ]
    rows += ['[diff "evil"]', f"textconv={program}", f"command={program}", "[diff]", f"external={program}"]
    rows += ["[credential]", f"helper={program}", "[fetch]", "recurseSubmodules=true", "[protocol]", "allow=always"]
    (home / ".gitconfig").write_text("\n".join(rows) + "\n")
    plain = site.desk.repo.pull({}, {"src/loading.py": CODE})
    hostile = site.desk.repo.pull({}, {**DULL, "src/loading.py": f"{CODE}\n# ruff: noqa\n"})
    for pr in (plain, hostile):
        pr.review(
            by=BOT,
            comments=[("src/loading.py", 1, UNUSED), ("src/loading.py", 4, "`load` calls `eval` on user input.")],
        )
    environment = {
        "HOME": str(home),
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_TEMPLATE_DIR": str(home / "templates"),
    }
    environment |= {
        "GIT_EXTERNAL_DIFF": str(program),
        "GIT_ASKPASS": str(program),
        "GIT_SSH_COMMAND": str(program),
        "GIT_DIR": "/nowhere",
    }
    (home / "ruff.toml").write_text(QUIET)

    told = [site.desk.process(pr, "--format", "json", environment=environment) for pr in (plain, hostile)]

    assert [(one.code, one.err.count("\n")) for one in told] == [(0, 0), (0, 0)], told[1].err
    assert verdicts(told[0].out) == verdicts(told[1].out) != []
    assert not canary.exists()
    assert not list(tmp_path.rglob("canary"))
    assert told[1].seconds < SECONDS
    assert told[1].megabytes < 400


def test_remarks_on_what_has_no_text(site: Broken) -> None:
    """
    Remarks on links, submodules, pointers, huge and broken files are answered, and nothing of this machine is shown.
    """
    pr = site.desk.repo.pull({}, {**DULL, "src/loading.py": CODE})
    pr.comment(by=BOT, body="\n".join(f"1. `{path}` line 1: `os` is imported but never used." for path in DULL))
    pr.comment(
        by=BOT,
        body="\n".join(
            f"1. `{path}` line 1: the line is `root:x:0:0:root:/root:/bin/bash`."
            for path in ("passwd.py", "up/passwd", "../../etc/passwd", "/etc/passwd")
        ),
    )

    body = posted(site, pr)

    require_harmless(site, pr, body)
    done = site.post(pr)
    assert done.run is not None
    shown = str(done.run.report)
    assert Path("/etc/passwd").read_text().split("\n")[1] not in shown + body


def tree(site: Broken, *entries: tuple[str, str, bytes]) -> str:
    """The id of a tree as it stands in an object, whatever git thinks of its names."""
    rows = [b"%s %s\0%s" % (mode.encode(), name, bytes.fromhex(sha)) for mode, sha, name in entries]
    store = site.desk.repo.model.store
    return store.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", data=b"".join(rows)).decode().strip()


def pull_of(site: Broken, root: str, *, parent: bool = True) -> PullRequest:
    """A pull request whose head has that tree."""
    store = site.desk.repo.model.store
    named = ["-p", store.text("rev-parse", "main")] if parent else []
    pr = site.desk.repo.pull({}, {"loading.py": CODE})
    commit = store.text("commit-tree", root, "-m", "odd", *named)
    store.git("update-ref", f"refs/heads/{pr.model.head_ref}", commit)
    acts.pushed(site.world.state, site.desk.repo.model, pr.model.head_ref, site.world.user("dave"))
    return pr


def blob(site: Broken, text: str) -> str:
    """The id of a file's text."""
    return site.desk.repo.model.store.git("hash-object", "-w", "--stdin", data=text.encode()).decode().strip()


@pytest.mark.parametrize(
    "name",
    [b"..", b".", b".git", b".GIT", b"git~1", b".git ", b"a/../../b", b"/etc", b"caf\xe9.py", b"\xff\xfe", b"-rf"],
    ids=repr,
)
def test_names_that_no_tree_may_hold(site: Broken, name: bytes) -> None:
    """
    A tree with a name that git itself would never write is judged, or refused in a sentence; nothing is written elsewhere.
    """
    inner = tree(site, ("100644", blob(site, CODE), b"config"))
    entries = [("40000", inner, name), ("100644", blob(site, CODE), b"loading.py")]
    pr = pull_of(site, tree(site, *sorted(entries, key=lambda one: one[2])))
    pr.comment(by=BOT, body="`os` is imported in `loading.py` line 1 but never used.")
    before = sorted(path for path in site.desk.folder.parent.iterdir())

    done = site.post(pr)

    assert done.code in (0, 2), done.said
    assert "\n" not in done.said
    assert sorted(path for path in site.desk.folder.parent.iterdir()) == before
    if done.code == 0:
        (ours,) = site.desk.ours(pr)
        require_harmless(site, pr, ours.body)


@pytest.mark.parametrize(("width", "depth"), [(10, 10), (2, 400)], ids=["wide", "deep"])
def test_a_bomb(site: Broken, width: int, depth: int) -> None:
    """
    A tree of a few objects that unfolds to ten thousand million files ends in a sentence, or an answer, in bounded time.
    """
    made = blob(site, CODE)
    inner = tree(site, *(("100644", made, b"f%02d.py" % n) for n in range(width)))
    for _ in range(depth):
        inner = tree(site, *(("40000", inner, b"d%02d" % n) for n in range(width)))
    store = site.desk.repo.model.store
    base = site.desk.repo.model.store.text("rev-parse", "main")
    top = tree(site, ("40000", inner, b"bomb"), ("100644", made, b"loading.py"))
    pr = site.desk.repo.pull({}, {"loading.py": CODE})
    commit = store.text("commit-tree", top, "-m", "bomb", "-p", base)
    pr.comment(by=BOT, body="`os` is imported in `loading.py` line 1 but never used.")
    store.git("update-ref", f"refs/heads/{pr.model.head_ref}", commit)
    store.git("update-ref", f"refs/pull/{pr.number}/head", commit)
    # GitHub bounds its own diffs; the fake is spared the question.
    store._diffs[base, commit] = store.diff(base, pr.head)
    pr.model.head = commit
    pr.model.heads.append(commit)
    start = time.monotonic()

    done = site.post(pr)

    assert time.monotonic() - start < SECONDS
    assert done.code in (0, 2), done.said
    assert "\n" not in done.said


def test_a_head_that_shares_nothing(site: Broken) -> None:
    """
    A head without a common commit with its target is judged against nothing, or refused in a sentence.
    """
    pr = pull_of(site, tree(site, ("100644", blob(site, CODE), b"loading.py")), parent=False)
    pr.comment(by=BOT, body="`os` is imported in `loading.py` line 1 but never used.")

    done = site.post(pr)

    assert done.code in (0, 2), done.said
    assert "\n" not in done.said


def verdicts(out: str) -> list[tuple[str, str]]:
    """Kind and verdict of each finding of a JSON report."""
    return [(one["kind"], one["verdict"]) for one in json.loads(out)["findings"]]

"""The example: what it shows, that it shows the same each time, and that it changes with the code."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from tests.stories.running import Done, metareview


def kept(place: Path) -> tuple[Path, list[str], Done]:
    """The example made in a folder: its repository, its reviews, and what the command said."""
    done = metareview("demo", "--keep", str(place))
    return place / "repository", sorted(map(str, (place / "reviews").iterdir())), done


def verdicts(report: dict[str, Any]) -> dict[str, str]:
    """The verdict of each finding by its title."""
    return {finding["title"]: finding["verdict"] for finding in report["findings"]}


def test_shows_every_verdict() -> None:
    """
    The example has findings of every verdict, from several reviewers, and a contradiction.
    """
    done = metareview("demo", "--format", "json")

    report = json.loads(done.out)
    assert (done.code, done.err, report["limits"]) == (0, "", [])
    assert set(verdicts(report).values()) == {"confirmed", "plausible", "unverifiable", "refuted"}
    assert len(report["reviews"]) == 5
    assert report["contradictions"]


def test_same_bytes(tmp_path: Path) -> None:
    """
    Each run gives the same bytes, in every place, with other settings of the machine, and by `check` itself.
    """
    first = metareview("demo")
    second = metareview(
        "demo", environment={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "HOME": "/nowhere"}
    )
    repo, reviews, third = kept(tmp_path / "a place")
    checked = metareview("check", "--repo", str(repo), *reviews)

    assert first.out == second.out == third.out == checked.out


def test_the_hint_works(tmp_path: Path) -> None:
    """
    The command that `--keep` names can be run as it stands.
    """
    _, _, done = kept(tmp_path / "a place")
    hint = re.search(r"^  metareview (.*)$", done.err, re.MULTILINE)
    assert hint is not None

    listed = subprocess.run(["bash", "-c", f"printf '%s\\n' {hint[1]}"], capture_output=True, text=True, check=True)
    again = metareview(*listed.stdout.splitlines())

    assert (again.code, again.out) == (0, done.out)


def test_a_changed_line_changes_a_verdict(tmp_path: Path) -> None:
    """
    Closing what was opened, or leaving it open, turns the verdict of the finding about it and leaves the others alone.
    """
    repo, reviews, _ = kept(tmp_path / "demo")
    before = json.loads(metareview("check", "--repo", str(repo), "--format", "json", *reviews).out)
    code = (repo / "orders.py").read_text("utf-8")
    with_, without = (
        "    with open(path) as stream:\n        return json.load(stream)\n",
        "    stream = open(path)\n    text = stream.read()\n    return json.loads(text)\n",
    )
    assert with_ in code
    (repo / "orders.py").write_text(code.replace(with_, without), "utf-8")
    author = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(repo), *author, "commit", "-q", "-a", "--amend", "-m", "head"], check=True)

    after = json.loads(metareview("check", "--repo", str(repo), "--format", "json", *reviews).out)

    old, new = verdicts(before), verdicts(after)
    changed = {title: (old[title], new[title]) for title in old.keys() & new.keys() if old[title] != new[title]}
    assert list(changed.values()) == [("refuted", "confirmed")]
    assert "never closed" in next(iter(changed))


def test_a_place_that_is_taken(tmp_path: Path) -> None:
    """
    An existing folder, an empty name and a place that takes no folder are refused, and nothing is touched.
    """
    (tmp_path / "file").write_text("")

    done = [metareview("demo", "--keep", place, cwd=tmp_path) for place in (".", "file", "", "file/below")]

    assert [(one.code, one.out) for one in done] == [(2, "")] * 4
    assert [one.err for one in done] == [
        "metareview: . exists already; name a new folder\n",
        "metareview: file exists already; name a new folder\n",
        "metareview: an empty name is no folder; name a new one\n",
        "metareview: file/below can't be written (Not a directory); name another folder\n",
    ]

"""`metareview cluster`: what several reviews say, without any code."""

import json
from pathlib import Path

from tests.stories.places import written
from tests.stories.running import metareview

LEAK = "The file opened in `load` in `a.py` is never closed.\n"
OTHER = "- `load` in `a.py` never closes the file that it opens.\n- `json` is imported in `a.py` but never used.\n"


def test_agreement(tmp_path: Path) -> None:
    """
    Nothing is checked; what several reviewers say has a confidence, and more than what one says.
    """
    files = [written(tmp_path, f"{name}.md", text) for name, text in (("a", LEAK), ("b", LEAK), ("c", OTHER))]

    done = metareview("cluster", "--format", "json", *files)

    report = json.loads(done.out)
    findings = report["findings"]
    assert {one["verdict"] for one in findings} == {"unverifiable"}
    assert {claim["verdict"] for one in findings for claim in one["claims"]} == {"unverifiable"}
    assert all(one["confidence"] is None or 0 < one["confidence"] < 1 for one in findings)
    by_voices = sorted(
        (len({source["review"] for source in one["sources"]}), one["confidence"] or 0) for one in findings
    )
    assert by_voices[-1][0] >= 2
    assert by_voices[-1][1] > by_voices[0][1]


def test_text(tmp_path: Path) -> None:
    """
    Text is the form without a choice, and needs no repository.
    """
    done = metareview("cluster", "--review", written(tmp_path, "a.md", LEAK), cwd=tmp_path)

    assert (done.code, done.err) == (0, "")
    assert "1 finding" in done.out.splitlines()[0]


def test_standard_input(tmp_path: Path) -> None:
    """
    A review may come from standard input.
    """
    done = metareview("cluster", "-", stdin=LEAK.encode(), cwd=tmp_path)

    assert (done.code, done.err) == (0, "")
    assert "never closed" in done.out

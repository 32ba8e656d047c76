"""Review files as they are named on a command line."""

from pathlib import Path

import pytest

from bot.cli.inputs import read_inputs

HASH = "69cdf572fd88e5c5"
OTHER = "1faaa63886801d3e"


@pytest.mark.parametrize(
    ("names", "reviewers"),
    [
        ((f"000_{HASH}.txt", f"001_{OTHER}.txt"), ["000", "001"]),
        ((f"claude-{HASH}.md",), ["claude"]),
        ((f"a_{HASH}.txt", f"a_{OTHER}.txt"), [f"a_{HASH}", f"a_{OTHER}"]),
        ((f"a_{HASH}.txt", "a.txt"), [f"a_{HASH}", "a"]),
        ((f"{HASH}.txt", "x_123456789012.txt", "x_deadbeefcafe.txt"), [HASH, "x_123456789012", "x_deadbeefcafe"]),
    ],
)
def test_hash_behind_a_name(tmp_path: Path, names: tuple[str, ...], reviewers: list[str]) -> None:
    """A hash behind the name of a file is no part of the reviewer's, unless it alone tells two apart; the name stays."""
    for name in names:
        (tmp_path / name).write_text("`os` is never used.\n")

    found = read_inputs([str(tmp_path / name) for name in names])

    assert [one.reviewer for one in found] == reviewers
    assert [one.name for one in found] == list(names)


def test_named(tmp_path: Path) -> None:
    """Who is named on the command line is called so."""
    (tmp_path / "a.txt").write_text("`os` is never used.\n")

    (found,) = read_inputs([f"bolt_{HASH}={tmp_path / 'a.txt'}"])

    assert found.reviewer == f"bolt_{HASH}"

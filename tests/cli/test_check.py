"""`metareview check`: formats, exit codes, and what may stand on its command line."""

import json
from pathlib import Path

import pytest

from tests.stories.places import FALSE, TRUE, small, written
from tests.stories.running import metareview

OPINION = "Consider a shorter name for `total` in `totals.py`.\n"
VAGUE = "There is no error handling around `json.dumps` in `totals.py`.\n"


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(small(tmp_path_factory.mktemp("check") / "r").path)


@pytest.mark.parametrize(
    ("said", "level", "code"),
    [
        (TRUE, "confirmed", 1), (TRUE, "plausible", 1), (TRUE, "unverifiable", 1), (TRUE, "refuted", 1),
        (FALSE, "confirmed", 0), (FALSE, "plausible", 0), (FALSE, "unverifiable", 0), (FALSE, "refuted", 1),
        (OPINION, "confirmed", 0), (OPINION, "unverifiable", 1),
        (VAGUE, "confirmed", 0), (VAGUE, "plausible", 1),
    ],
)  # fmt: skip
def test_fail_on(repo: str, tmp_path: Path, said: str, level: str, code: int) -> None:
    """
    `--fail-on` ends with 1 where a finding has that verdict or is confirmed; the answer is printed all the same.
    """
    file = written(tmp_path, "a.md", said)

    plain = metareview("check", "--repo", repo, file)
    done = metareview("check", "--repo", repo, "--fail-on", level, file)

    assert (plain.code, done.code, done.err) == (0, code, "")
    assert done.out == plain.out


def test_text(repo: str, tmp_path: Path) -> None:
    """
    Text is the form without a choice: counts first, the lines that decide below each verdict.
    """
    done = metareview("check", "--repo", repo, written(tmp_path, "a.md", FALSE + "\n" + TRUE))

    assert done.out.startswith("Meta-review of 1 review at ")
    assert "2 findings · 1 confirmed" in done.out
    assert "    12 |     print(json.dumps(total(items)))\n" in done.out


def test_markdown(repo: str, tmp_path: Path) -> None:
    """
    Markdown shows the same findings in folds.
    """
    file = written(tmp_path, "a.md", FALSE + "\n" + TRUE)

    done = metareview("check", "--repo", repo, "--format", "markdown", file)

    assert "<details>" in done.out
    assert "1 confirmed" in done.out.splitlines()[0] + done.out.splitlines()[2]


def test_json(repo: str, tmp_path: Path) -> None:
    """
    JSON is one document that names both ends of the change.
    """
    done = metareview("check", "--repo", repo, "--format", "json", written(tmp_path, "a.md", FALSE))
    report = json.loads(done.out)

    assert (report["schema"], report["history"]) == ("metareview/report/1", None)
    assert report["change"] == f"{report['base']}..{report['revision']}"
    assert [one["verdict"] for one in report["findings"]] == ["refuted"]


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_no_path_of_the_machine(repo: str, tmp_path: Path, form: str) -> None:
    """
    No form shows where the repository or the review lies.
    """
    done = metareview("check", "--repo", repo, "--format", form, written(tmp_path, "a.md", FALSE + TRUE + VAGUE))

    assert done.code == 0
    assert str(tmp_path) not in done.out
    assert repo not in done.out


def test_standard_input(repo: str) -> None:
    """
    `-` is standard input, with a name of its own or without.
    """
    done = metareview("check", "--repo", repo, "--format", "json", "acme=-", stdin=FALSE.encode())

    report = json.loads(done.out)
    assert [(one["review"], one["reviewer"]) for one in report["reviews"]] == [("stdin", "acme")]


def test_files_behind_an_option_or_not(repo: str, tmp_path: Path) -> None:
    """
    Reviews may stand behind `--review` or alone, and come in this order.
    """
    first, second = written(tmp_path, "1.md", FALSE), written(tmp_path, "2.md", TRUE)

    done = metareview("check", second, "--repo", repo, "--format", "json", "--review", first)

    assert [one["review"] for one in json.loads(done.out)["reviews"]] == ["1.md", "2.md"]


def test_current_directory(repo: str, tmp_path: Path) -> None:
    """
    Without `--repo` the repository around the current directory is meant.
    """
    done = metareview("check", written(tmp_path, "a.md", FALSE), cwd=Path(repo))

    assert done.code == 0
    assert "1 refuted" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a command; see `metareview --help`"),
        (("nosuch",), "No such command 'nosuch'; see `metareview --help`"),
        (("check",), "no review is named; name at least one: --review FILE"),
        (("cluster",), "no review is named; name at least one: --review FILE"),
        (("check", "--nosuch"), "No such option: --nosuch; see `metareview check --help`"),
        (("check", "a.md", "--repo"), "Option '--repo' requires an argument; see `metareview --help`"),
        (("check", "a.md", "--format", "xml"), "Invalid value for '--format': 'xml' is not one of 'text', 'markdown', 'json', 'sarif'; see `metareview check --help`"),
        (("check", "a.md", "--fail-on", "never"), "Invalid value for '--fail-on': 'never' is not one of 'confirmed', 'plausible', 'unverifiable', 'refuted'; see `metareview check --help`"),
        (("schema",), "Missing argument 'name'; see `metareview schema --help`"),
        (("explain", "a", "b"), "Got unexpected extra argument(s) (b); see `metareview explain --help`"),
    ],
)  # fmt: skip
def test_usage(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    """
    A wrong usage is one sentence, and names where the right one stands.
    """
    done = metareview(*arguments, cwd=tmp_path)

    assert (done.code, done.out, done.err) == (2, "", f"metareview: {said}\n")


@pytest.mark.parametrize("command", [(), ("check",), ("cluster",), ("demo",), ("explain",), ("schema",)])
def test_help(command: tuple[str, ...]) -> None:
    """
    Every command explains itself.
    """
    done = metareview(*command, "--help")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Usage: metareview")

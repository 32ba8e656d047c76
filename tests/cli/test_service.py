"""The commands that talk to a running service."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.listener.builders import ENVIRONMENT
from tests.listener.serving import Serving, serving
from tests.stories.running import Done, metareview

CHANGE = "github:acme/widgets#7"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """One service for all tests."""
    with serving(tmp_path_factory.mktemp("service")) as found:
        yield found


def run(service: Serving | str, *arguments: str, token: str = "CI_TOKEN", stdin: bytes = b"") -> Done:
    """A client command with a token in the environment."""
    url = service if isinstance(service, str) else service.url
    return metareview(*arguments, "--url", url, environment={"METAREVIEW_TOKEN": ENVIRONMENT[token]}, stdin=stdin)


def test_submit(service: Serving, tmp_path: Path) -> None:
    """
    Reviews of any format are sent, each in the name that is given; sent again they are the same.
    """
    (tmp_path / "a.md").write_text("`os` is imported but never used.")
    (tmp_path / "b.json").write_text(
        json.dumps(
            {
                "schema": "metareview/proposed-review/1",
                "reviewer": "x",
                "comments": [{"path": "a.py", "line": 3, "body": "Never used."}],
            }
        )
    )
    given = [
        "--change",
        CHANGE,
        "--reviewer",
        "ci/linter",
        "--review",
        str(tmp_path / "a.md"),
        "--review",
        str(tmp_path / "b.json"),
    ]

    first, second = run(service, "submit", *given), run(service, "submit", *given)

    assert (first.code, first.err) == (0, "")
    assert first.out == second.out
    ids = [line.split()[-1] for line in first.out.splitlines()]
    assert [line.split()[:3] for line in first.out.splitlines()] == [["a.md", "kept", "as"], ["b.json", "kept", "as"]]
    assert set(ids) <= set(service.deliveries())


def test_submit_standard_input(service: Serving) -> None:
    """
    A review may come from standard input, in the name that stands before it.
    """
    done = run(service, "submit", "--change", CHANGE, "--review", "ci=-", stdin=b"`os` is never used.")

    assert (done.code, done.err) == (0, "")


def test_other_name(service: Serving) -> None:
    """
    A name that is not the token's is refused in a sentence, with 2.
    """
    done = run(service, "submit", "--change", CHANGE, "--review", "eve=-", stdin=b"x")

    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"metareview: {service.url} says: review.reviewer must be `ci`, the token's name, or begin with `ci/` (status 422)\n"
    )


def test_recheck(service: Serving) -> None:
    """
    A question is kept.
    """
    done = run(service, "recheck", "--change", CHANGE)

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{CHANGE}  kept as  api-")


def test_list(service: Serving) -> None:
    """
    Runs are listed newest first, without what a terminal would obey.
    """
    done = run(service, "runs", "list", "--change", CHANGE)

    assert (done.code, done.err) == (0, "")
    assert done.out.split()[2:4] == ["done", "run-2"]
    assert "2026-11-18 11:06:40" in done.out
    assert "\x1b" not in done.out
    assert run(service, "runs", "list", "--state", "superseded").out == "no runs\n"


def test_show(service: Serving) -> None:
    """
    A run is shown with what is known of it; one that is not there is named in a sentence.
    """
    done = run(service, "runs", "show", "run-2")
    none = run(service, "runs", "show", "../x")

    assert (done.code, done.err) == (0, "")
    assert "https://github.com/acme/widgets/pull/7#1" in done.out
    assert (none.code, none.out) == (2, "")


def test_retry(service: Serving) -> None:
    """
    A failed run is run again by who may; once.
    """
    forbidden = run(service, "runs", "retry", "run-1")
    again = run(service, "runs", "retry", "run-1", token="BOSS_TOKEN")
    twice = run(service, "runs", "retry", "run-1", token="BOSS_TOKEN")

    assert (forbidden.code, again.code, twice.code) == (2, 0, 2)
    assert "this token does not give the right `admin` (status 403)" in forbidden.err
    assert "waiting" in again.out
    assert "has not failed" in twice.err


def test_token_file(service: Serving, tmp_path: Path) -> None:
    """
    The token may lie in a file.
    """
    (tmp_path / "token").write_text(ENVIRONMENT["CI_TOKEN"] + "\n")

    done = metareview("runs", "list", "--url", service.url, "--token-file", str(tmp_path / "token"))

    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["submit", "--change", CHANGE, "--review", "-", "--url", "http://127.0.0.1"], "METAREVIEW_TOKEN is not set"),
        (
            ["recheck", "--change", CHANGE, "--url", "x", "--token-file", "/nowhere"],
            "--url is not the URL of a service",
        ),
        (["recheck", "--change", CHANGE, "--url", "http://x", "--token-file", "/nowhere"], "does not exist"),
        (["recheck", "--change", "x", "--url", "http://x"], "is not a change"),
        (["recheck", "--change", CHANGE, "--url", "http://user:pass@x"], "a token belongs in METAREVIEW_TOKEN"),
        (["submit", "--change", CHANGE, "--url", "http://x"], "no review is named"),
    ],
)
def test_usage(arguments: list[str], says: str) -> None:
    """
    Wrong usage is named in one sentence that holds no password, with 2.
    """
    done = metareview(*arguments)

    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert len(done.err.splitlines()) == 1
    assert "pass@" not in done.err


def test_wrong_token(service: Serving) -> None:
    """
    A token that the service does not know is refused, and not shown.
    """
    done = run(service, "runs", "list", token="HOOK_NEW")

    assert (done.code, done.out) == (2, "")
    assert "(status 401)" in done.err
    assert ENVIRONMENT["HOOK_NEW"] not in done.err


def test_no_service(service: Serving) -> None:
    """
    Where nothing listens the command ends with 3; where something else answers, with 2.
    """
    nobody = run("http://127.0.0.1:1", "runs", "list")
    other = run(f"http://127.0.0.1:{service.admin_port}/metrics", "runs", "list")
    no_host = run("http://nowhere.invalid", "runs", "list")

    assert (nobody.code, no_host.code) == (3, 3)
    assert "can't be reached" in nobody.err
    assert (other.code, other.out) == (2, "")

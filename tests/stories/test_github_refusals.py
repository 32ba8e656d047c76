"""What the command says when it can't or should not: one clear sentence, the right exit code, nothing posted."""

import json
import re
from pathlib import Path

import pytest

from tests.github.builders import PullRequest, key_pair
from tests.github.proxy import Fault, broken, forbidden, html, too_many, truncated
from tests.stories.pull_requests import BARE, FALSE, UNUSED, VAGUE, Desk, command, fold, inline, meanwhile, table


def reviewed(desk: Desk) -> PullRequest:
    """A pull request with a finding of every sort."""
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED), (8, BARE))
    pr.comment(by="claude[bot]", body=f"1. `load` has no docstring.\n2. {FALSE}\n3. `sys` is unused.\n4. {VAGUE}\n")
    return pr


def test_dry_run(desk: Desk) -> None:
    """
    With posting.dry_run nothing is posted, and it is said how to see the answer.
    """
    pr = reviewed(desk)
    desk.configure("posting: {dry_run: true}")

    told = desk.run(pr, "--post")

    assert (told.code, told.err, told.writes) == (0, "", [])
    assert told.out == (
        "nothing was posted on github:acme/widgets#1: posting.dry_run is set; without --post the answer is printed\n"
    )
    assert "CONFIRMED" in desk.run(pr).out


def test_an_ignored_change(desk: Desk) -> None:
    """
    A change that the configuration ignores is not read, which is no fault: a job for many repositories stays green.
    """
    pr = reviewed(desk)
    desk.configure("changes:\n  - {match: 'github:acme/*', ignore: true}")

    told = desk.run(pr, "--post")

    assert (told.code, told.out, told.exchanges) == (0, "", ())
    assert "is left alone" in told.sentence


def test_what_matters(desk: Desk) -> None:
    """
    A kind that matters to a repository is no nit there, and elsewhere it is.
    """
    pr = reviewed(desk)
    nits = fold(desk.post(pr), "1 nit")
    desk.configure("changes:\n  - {match: 'github:acme/widgets', posting: {matters: [missing-docstring]}}")

    rows = table(desk.post(pr))

    assert "`load` has no docstring." in nits
    assert sum("`load` has no docstring." in row for row in rows) == 1


def test_most_findings(desk: Desk) -> None:
    """
    What is more than max_findings in a fold is counted.
    """
    pr = reviewed(desk)
    desk.configure("posting: {max_findings: 1}")

    assert fold(desk.post(pr), "2 refuted").endswith("\n- and 1 more")


def test_fold_below(desk: Desk) -> None:
    """
    A plausible finding with a lower estimate than configured is folded, but counted as left to look at.
    """
    pr = desk.repo.pull({"loading.py": "x = 1\n"}, {"loading.py": "LIMIT = 3\n"})
    pr.review(by="Copilot", comments=[("loading.py", 1, "`LIMIT` is never used.")])
    before = desk.post(pr)
    desk.configure("posting: {fold_below: 0.9}")

    after = desk.post(pr)

    assert [len(table(said)) for said in (before, after)] == [1, 0]
    assert "**Left to look at: 1, plausible but not proved.**" in after
    assert "`LIMIT` is never used." in fold(after, "1 more to look at")


@pytest.mark.parametrize(
    ("level", "code"), [("confirmed", 1), ("plausible", 1), ("refuted", 1), ("unverifiable", 1), (None, 0)]
)
def test_fail_on(desk: Desk, level: str | None, code: int) -> None:
    """
    The exit code tells of findings only where that is asked for.
    """
    pr = reviewed(desk)

    assert desk.run(pr, *(("--fail-on", level) if level else ())).code == code


@pytest.mark.parametrize("level", ["confirmed", "plausible", "unverifiable"])
def test_fail_on_what_is_fixed(desk: Desk, level: str) -> None:
    """
    What is fixed fails nothing.
    """
    pr = desk.pull()
    inline(pr, "Copilot", (1, UNUSED), (8, BARE))
    pr.push({"loading.py": "x = 1\n"})

    assert desk.run(pr, "--post", "--fail-on", level).code == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("gitlab:acme/widgets#1", "no forge `gitlab`; it has github"),
        ("github:acme/widgets#99", "acme/widgets has no pull request 99"),
        ("github:acme/nothing#1", "no repository acme/nothing"),
        ("github:acme/widgets", "does not say which change"),
        ("acme/widgets#1", "is not a change"),
        ("github:acme/widgets#0", "does not say which change"),
        ("github:../widgets#1", "is not the name of a project"),
        ("", "an empty text is not a change"),
    ],
)
def test_no_such_change(desk: Desk, change: str, words: str) -> None:
    """
    A change that does not exist, or is none, is told in one sentence that names it.
    """
    desk.pull()

    told = desk.run(change, "--post")

    assert told.code == 2
    assert words in told.sentence


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("ghp_wrong", "GitHub does not know the credential"),
        ("", "is empty"),
        ("a b", "characters that no token has"),
        ("ghp_ü", "characters that no token has"),
    ],
)
def test_a_wrong_token(desk: Desk, token: str, words: str) -> None:
    """
    A token that is none is told without showing it.
    """
    pr = reviewed(desk)
    desk.with_token("nobody", token)

    told = desk.run(pr, "--post")

    assert told.code == 2
    assert words in told.sentence
    assert not token or token not in told.err + told.out


def test_a_token_of_somebody_else(desk: Desk) -> None:
    """
    A token that may not see the repository is told that it is shown none.
    """
    pr = reviewed(desk)
    desk.with_token("stranger", desk.world.token("stranger"))

    assert "GitHub shows us no repository acme/widgets" in desk.run(pr).sentence


def test_no_token_file(desk: Desk) -> None:
    """
    A file that is not there is named with the key that names it.
    """
    pr = reviewed(desk)
    (desk.folder / "token").unlink()

    assert re.fullmatch(r"forges\.github\.token: the file .*/token does not exist", desk.run(pr).sentence)


@pytest.mark.parametrize(
    ("key", "words"), [("no key", "is not an RSA key in PEM form"), (key_pair(9)[0], "does not accept the signature")]
)
def test_a_wrong_key(desk: Desk, key: str, words: str) -> None:
    """
    A private key that is none, or another App's, is told as such.
    """
    pr = reviewed(desk)
    desk.as_app()
    (desk.folder / "key.pem").write_text(key)

    told = desk.run(pr)

    assert told.code == 2
    assert words in told.sentence


def test_an_app_that_is_not_there(desk: Desk) -> None:
    """
    An App that is not installed on a repository, or suspended, says so.
    """
    pr = reviewed(desk)
    desk.as_app()
    other = desk.world.repository("other/place")
    other.pull({"a.py": "x = 1\n"}, {"a.py": "x = 2\n"})

    assert "other/place" in desk.run("github:other/place#1").sentence
    desk.world.state.installations[0].suspended = 1
    assert "is suspended on acme/widgets" in desk.run(pr).sentence


def test_faults_in_the_configuration(desk: Desk) -> None:
    """
    Every fault of a configuration is told, each on a line, and nothing is asked of anybody.
    """
    pr = reviewed(desk)
    desk.configure("postings: {}\nchanges: 3")

    told = desk.run(pr, "--post")

    first, second = told.err.splitlines()
    assert (told.code, told.exchanges) == (2, ())
    assert first.startswith("metareview: ")
    assert first.endswith("config.yaml: postings is not a key; did you mean posting? (line 4)")
    assert second.endswith("config.yaml: changes must be a list (line 5)")


def test_no_configuration(tmp_path: Path) -> None:
    """
    A configuration that is not there or is no YAML is named.
    """
    (tmp_path / "broken.yaml").write_text("forges: [\n")

    for name, words in (("none.yaml", "does not exist"), ("broken.yaml", "can't be read as YAML")):
        told = command("run", "--config", str(tmp_path / name), "--change", "github:a/b#1")
        assert told.code == 2
        assert words in told.sentence


@pytest.mark.parametrize("arguments", [(), ("--config", "x"), ("--change", "github:a/b#1")])
def test_missing_options(arguments: tuple[str, ...]) -> None:
    """
    Without a configuration or a change the missing option is named.
    """
    told = command("run", *arguments)

    assert told.code == 2
    assert re.match(r"Missing option '--(config|change)'; see `metareview run --help`", told.sentence)


def test_again_without_post(desk: Desk) -> None:
    """
    To ask again without posting is a mistake, and said to be one.
    """
    told = desk.run(reviewed(desk), "--again")

    assert (told.code, told.exchanges) == (2, ())
    assert "name --post too" in told.sentence


@pytest.mark.slow
def test_nobody_answers(desk: Desk) -> None:
    """
    A host that is not there ends with 3, after a few attempts.
    """
    pr = reviewed(desk)
    desk.configure("", url="http://127.0.0.1:9")

    done = desk.process(pr, "--post")

    assert (done.code, done.out) == (3, "")
    assert done.err == "metareview: 127.0.0.1 cannot be reached; try again later\n"


def test_a_limit_that_lasts(desk: Desk) -> None:
    """
    Where GitHub wants to be left alone for an hour, we do not wait, and say for how long.
    """
    pr = reviewed(desk)
    with meanwhile(desk) as moment:
        moment.on(too_many(3600), "GET", r"/pulls/1$", nth=None)
        told = desk.run(pr, "--post")

    assert told.code == 3
    assert told.sentence.endswith("; try again in 3600 seconds")


@pytest.mark.parametrize("fault", [html(), broken(502)], ids=str)
def test_git_fails(desk: Desk, fault: Fault) -> None:
    """
    Where the code can't be fetched nothing is posted, and a later run may do better.
    """
    pr = reviewed(desk)
    with meanwhile(desk) as moment:
        moment.on(fault, "", "git-upload-pack", nth=None)
        told = desk.run(pr, "--post")

    assert (told.code, told.writes) == (3, [])
    assert "acme/widgets" in told.sentence


def test_git_is_forbidden(desk: Desk) -> None:
    """
    Where the code may not be read, the missing right is named; it may be a limit as well, so a later run is worth a try.
    """
    pr = reviewed(desk)
    with meanwhile(desk) as moment:
        moment.on(forbidden(), "", r"\.git/", nth=None)
        told = desk.run(pr, "--post")

    assert (told.code, told.writes) == (3, [])
    assert "read contents" in told.sentence


@pytest.mark.parametrize("path", ["/reviews", "/pulls/1/comments", "/issues/1/comments", "/graphql", "/pulls/1$"])
def test_half_an_answer(desk: Desk, path: str) -> None:
    """
    An answer that breaks off once is asked for again, and the result is whole.
    """
    pr = reviewed(desk)
    with meanwhile(desk) as moment:
        whole = json.loads(desk.run(pr, "--format", "json").out)
        moment.on(truncated(), path=path)
        told = desk.run(pr, "--format", "json")

    assert (told.code, told.err) == (0, "")
    assert json.loads(told.out) == whole
    assert moment.struck == 1


def test_posted_and_printed(desk: Desk) -> None:
    """
    With a format beside --post, the report is printed and the sentence goes to standard error.
    """
    pr = reviewed(desk)

    told = desk.run(pr, "--post", "--format", "json")

    assert json.loads(told.out)["schema"] == "metareview/report/1"
    assert told.sentence.startswith("posted: http")

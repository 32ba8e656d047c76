"""`metareview doctor`: what it prints and how it ends."""

import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.forges.github.probes import EVENTS, FOR_EVENTS
from tests.contracts.forges.local import LocalDriver
from tests.github.builders import LEAST, Installed, PullRequest, World
from tests.stories.running import Done, metareview

KINDS = re.compile(r"(ok|note|warning|fault) +\S.*: \S.*")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A GitHub with nobody in it."""
    with World(tmp_path) as found:
        yield found


def a_pull(world: World) -> PullRequest:
    """A pull request on which a bot, a person and a stranger's bot have spoken."""
    pr = world.repository("acme/widgets").pull({"a.py": "one\n"}, {"a.py": "two\n"})
    pr.review(by="coderabbitai[bot]", comments=[("a.py", 1, "why two?")])
    pr.comment(by="carol", body="Looks good")
    pr.comment(by="weather[bot]", body="It rains")
    return pr


def an_app(world: World) -> Installed:
    """An App that has all that it needs."""
    app = world.app(permissions={**LEAST, **FOR_EVENTS})
    app.model.app.events[:] = EVENTS
    return app


def written(folder: Path, forge: str, more: str = "") -> str:
    """A configuration with one forge, whose code cache is small."""
    (folder / "config.yaml").write_text(f"forges:\n  github: {{{forge}}}\ncache: {{max_gb: 0.1}}\n{more}")
    return str(folder / "config.yaml")


def for_app(folder: Path, world: World, app: Installed) -> str:
    """A configuration with an App and a webhook secret."""
    for name, text in (("key.pem", app.private_key), ("hook", "hook-value")):
        (folder / name).write_text(text)
        (folder / name).chmod(0o600)
    return written(
        folder,
        f'kind: github, url: "{world.url}", app_id: {app.app_id}, private_key: "file:key.pem", webhook_secret: "file:hook"',
    )


def for_token(folder: Path, url: str) -> str:
    """A configuration with a token."""
    return written(folder, f'kind: github, url: "{url}", token: "env:METAREVIEW_TEST_TOKEN"')


def tell(*arguments: str, token: str = "") -> Done:
    """Run the doctor."""
    return metareview("doctor", *arguments, environment={"METAREVIEW_TEST_TOKEN": token} if token else {})


def lines(done: Done, kind: str) -> list[str]:
    """What was said of a kind."""
    return [line for line in done.out.splitlines() if line.startswith(f"{kind} ")]


def test_in_order(world: World, tmp_path: Path) -> None:
    """
    Where all is in order, a line for each thing says so, and the command ends with 0.
    """
    pr, app = a_pull(world), an_app(world)

    done = tell("--config", for_app(tmp_path, world, app), "--change", f"github:{pr.ref}")

    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("\n\nno faults, no warnings\n")
    shown = done.out.removesuffix("\n\nno faults, no warnings\n").splitlines()
    assert [line for line in shown if not KINDS.fullmatch(line)] == []
    place = f"github:{pr.ref}"
    assert f"ok      {place}: code: head and base can be fetched" in shown
    assert f"ok      {place}: comment: we may comment there" in shown
    assert f"ok      {place}: reviewer: coderabbitai[bot] counts: a bot, read as coderabbit" in shown
    assert any("carol does not count: people count only where" in line for line in shown)
    assert any("weather[bot] does not count: it is none of the bots known" in line for line in shown)
    assert world.comments_of(pr)[2:] == []


def test_faults(world: World, tmp_path: Path) -> None:
    """
    Every fault is said, the first one hides none of the others, and the command ends with 1.
    """
    app = an_app(world)
    app.grant(contents="none")
    app.model.app.events.remove("check_run")
    file = for_app(tmp_path, world, app)
    (tmp_path / "cache").write_text("in the way")

    done = tell("--config", file, "--change", "github:acme/nothing#1")

    assert done.code == 1
    assert [line.split(": ")[0:2] for line in lines(done, "fault")] == [
        ["fault   code cache", f"{tmp_path}/cache can't be written (File exists); mend it, or set cache.path"],
        ["fault   github", "events"],
        ["fault   github", "installation on acme"],
        ["fault   github:acme/nothing#1", "change"],
    ]
    assert done.out.endswith("\n4 faults, no warnings\n")


def test_bad_configuration(tmp_path: Path) -> None:
    """
    A configuration with faults is told as everywhere, and ends with 2; so does a change that is none.
    """
    bad = tell("--config", written(tmp_path, "kind: github, tokn: x"))
    odd = tell("--config", written(tmp_path, "kind: local"), "--change", "nonsense")

    assert (bad.code, bad.out, "tokn" in bad.err) == (2, "", True)
    assert (odd.code, odd.out, odd.err.count("\n")) == (2, "", 1)


def test_missing_secret(world: World, tmp_path: Path) -> None:
    """
    A secret that is not there is one fault; the host is looked at without it.
    """
    done = tell("--config", for_token(tmp_path, world.url))

    assert done.code == 1
    assert [line.partition(": ")[2] for line in lines(done, "fault")] == [
        "forges.github.token: the environment variable METAREVIEW_TEST_TOKEN is not set"
    ]
    assert any("host" in line for line in lines(done, "ok"))


def test_nothing_reached(tmp_path: Path) -> None:
    """
    Where no forge can be reached and nothing else is wrong, the command ends with 3.
    """
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{one.getsockname()[1]}"

        done = tell("--config", for_token(tmp_path, url), token="ghp_x")

    assert done.code == 3
    assert len(lines(done, "fault")) == 1
    assert "refuses connections" in done.out


def test_no_gerrit_reached(tmp_path: Path) -> None:
    """
    So it is with a Gerrit that can't be reached.
    """
    file = written(
        tmp_path, 'kind: gerrit, url: "http://127.0.0.1:9", username: m, password: "env:METAREVIEW_TEST_TOKEN"'
    )

    done = tell("--config", file, token="pass-word")

    assert done.code == 3
    assert len(lines(done, "fault")) == 1
    assert "pass-word" not in done.out


def test_nothing_reached_and_more(tmp_path: Path) -> None:
    """
    Where something else is wrong, too, the command ends with 1.
    """
    file = for_token(tmp_path, "http://127.0.0.1:9")
    (tmp_path / "cache").write_text("in the way")

    assert tell("--config", file, token="ghp_x").code == 1


def test_clock(world: World, tmp_path: Path) -> None:
    """
    A clock that is off is said with the seconds.
    """
    world.clock.skew = 600

    done = tell("--config", for_app(tmp_path, world, an_app(world)))

    assert done.code == 1
    assert re.search(r"fault +github: clock: this machine's clock is (599|600|601) seconds behind GitHub's", done.out)


def test_other_forges(tmp_path: Path) -> None:
    """
    A local forge is looked at, and so is a Gerrit.
    """
    (tmp_path / "config.yaml").write_text(
        'forges:\n  here: {kind: local, path: "."}\n'
        '  gerrit: {kind: gerrit, url: "http://127.0.0.1:9", username: m, password: "env:METAREVIEW_TEST_TOKEN"}\n'
    )

    done = tell("--config", str(tmp_path / "config.yaml"), token="pass-word")

    assert done.code == 1
    assert "fault   gerrit: host: 127.0.0.1:9 refuses connections; check `url`, and that the server runs" in done.out
    assert "note    gerrit: login: it was not tried, because no Gerrit answers" in done.out
    assert [line.partition(": ")[2].partition(":")[0] for line in lines(done, "fault")] == [
        "repository",
        "reviews",
        "host",
    ]


def test_local_change(tmp_path: Path) -> None:
    """
    A local forge with its repository and folder is in order, and so is a change there.
    """
    local = LocalDriver(tmp_path)
    ref = local.change({"a.py": "one\n"}, {"a.py": "two\n"})
    path, reviews = local.repository.path, local.reviews
    (tmp_path / "config.yaml").write_text(
        f'forges:\n  {ref.forge}: {{kind: local, path: "{path}", reviews: "{reviews}"}}\ncache: {{max_gb: 0.1}}\n'
    )

    done = tell("--config", str(tmp_path / "config.yaml"), "--change", str(ref))

    assert (done.code, lines(done, "fault")) == (0, [])
    assert f"ok      {ref}: code: head and base can be fetched" in done.out


def test_ignored_change(world: World, tmp_path: Path) -> None:
    """
    A change that the configuration ignores is a fault of the configuration, said with the rule.
    """
    pr = a_pull(world)
    rule = 'changes: [{match: "github:acme/*", ignore: true}]\n'
    file = written(tmp_path, f'kind: github, url: "{world.url}", token: "env:METAREVIEW_TEST_TOKEN"', rule)

    done = tell("--config", file, "--change", f"github:{pr.ref}", token=world.token("dave"))

    assert done.code == 1
    assert "is ignored: the configuration says so for github:acme/*" in done.out


@pytest.mark.parametrize("spoil", [lambda key: key, lambda key: key[:-200], lambda key: key.replace("A", "\x01")])
def test_no_key_is_shown(world: World, tmp_path: Path, spoil: Callable[[str], str]) -> None:
    """
    Whether it is of another App, cut or no key at all: nothing of a private key is in the output, nor the webhook secret.
    """
    pr, app, other = a_pull(world), an_app(world), world.app("other")
    app.private_key = spoil(other.private_key)

    done = tell("--config", for_app(tmp_path, world, app), "--change", f"github:{pr.ref}")

    key = "".join(other.private_key.splitlines()[1:-1])
    secrets = ["hook-value", "PRIVATE KEY", *(key[at : at + 24] for at in range(0, len(key) - 24, 12))]
    assert [one for one in secrets if one in done.out + done.err] == []
    assert done.code == 1


@pytest.mark.parametrize("is_dead", [False, True])
def test_no_token_is_shown(world: World, tmp_path: Path, is_dead: bool) -> None:
    """
    Neither a token that works nor one that was revoked is in the output.
    """
    pr, token = a_pull(world), world.token("dave")
    world.state.tokens[token].revoked = is_dead

    done = tell("--config", for_token(tmp_path, world.url), "--change", f"github:{pr.ref}", token=token)

    assert token[-12:] not in done.out + done.err
    assert done.code == int(is_dead)


def test_hostile_words(world: World, tmp_path: Path) -> None:
    """
    What the forge says reaches the terminal without control characters, one line for each thing.
    """
    pr, token = a_pull(world), world.token("dave")
    pr.comment(by="evil\x1b[2J\nok", body="hm")

    done = tell("--config", for_token(tmp_path, world.url), "--change", f"github:{pr.ref}", token=token)

    assert "\x1b" not in done.out
    assert [line for line in done.out.split("\n\n")[0].splitlines() if not KINDS.fullmatch(line)] == []

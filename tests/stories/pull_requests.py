"""Pull requests on the fake GitHub and our command beside them, as those who set it up and those who work with it see it."""

import contextlib
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.cli import exit_code_of
from tests.github.builders import LEAST, PullRequest, Repo, World
from tests.github.fake.model import CheckRun, IssueComment
from tests.github.fake.server import Exchange
from tests.github.proxy import Fault, FaultProxy
from tests.stories.running import Done, metareview

BASE = "def load(path):\n    return open(path).read()\n"
CODE = """import os
import sys


def load(path, items=[]):
    try:
        return open(path).read()
    except:
        return sys.argv
"""
"""What a pull request of most stories changes `loading.py` to: an import too many, a default, a bare except, no docstring."""

UNUSED = "`os` is imported but never used."
BARE = "Bare `except:` catches everything, including KeyboardInterrupt."
FALSE = "`load` calls `eval` on user input."
VAGUE = "This could be nicer."
ME = "metareview-bot"
WRITES = ("POST", "PATCH", "PUT", "DELETE")


def mended(*what: str) -> str:
    """The code without some of its faults: `import`, `except`."""
    code = CODE.replace("import os\n", "") if "import" in what else CODE
    return code.replace("except:", "except OSError:") if "except" in what else code


class Desk:
    """One GitHub with one repository, a configuration of ours, and the command. Until told otherwise we are a machine user."""

    def __init__(self, world: World, folder: Path, full_name: str = "acme/widgets", *, private: bool = True) -> None:
        self.world, self.folder = world, folder / "site"
        self.folder.mkdir()
        self.url, self.me, self._more = world.url, ME, ""
        self.repo: Repo = world.repository(full_name, private=private)
        self.as_person()

    def as_person(self, login: str = ME, role: str = "write") -> None:
        """Speak with the token of an account of its own."""
        self.repo.collaborator(login, role)
        self.with_token(login, self.world.token(login))

    def as_workflow(self) -> None:
        """Speak with the token that a workflow gets."""
        self.with_token("github-actions[bot]", self.world.actions_token(self.repo, **LEAST))

    def as_app(self, **permissions: str) -> None:
        """Speak as an App."""
        app = self.world.app(on=self.repo.model.owner.login, permissions=permissions or LEAST)
        (self.folder / "key.pem").write_text(app.private_key)
        self.me, self._who = app.login, f"app_id: {app.app_id}, private_key: 'file:key.pem'"
        self.configure(self._more)

    def with_token(self, login: str, token: str) -> None:
        """Speak with this token."""
        (self.folder / "token").write_text(token + "\n")
        self.me, self._who = login, "token: 'file:token'"
        self.configure(self._more)

    def configure(self, more: str = "", url: str | None = None) -> None:
        """Write the configuration anew, with more YAML at its end and perhaps another address of the same host."""
        self._more, self.url = more, url or self.url
        forge = f"{{kind: github, url: '{self.url}', {self._who}}}"
        text = f"forges:\n  github: {forge}\ncache: {{path: cache}}\n{more}\n"
        (self.folder / "config.yaml").write_text(text)

    def pull(self, code: str = CODE, **given: Any) -> PullRequest:
        """An open pull request that changes `loading.py`."""
        return self.repo.pull({"loading.py": BASE, "other.py": "x = 1\n"}, {"loading.py": code}, **given)

    def run(self, pr: PullRequest | str, *arguments: str) -> "Told":
        """`metareview run` for a pull request, in this process."""
        change = pr if isinstance(pr, str) else f"github:{self.repo.full_name}#{pr.number}"
        before = len(self.world.exchanges)
        done = command("run", "--config", str(self.folder / "config.yaml"), "--change", change, *arguments)
        return Told(done.code, done.out, done.err, tuple(self.world.exchanges[before:]))

    def process(self, pr: PullRequest | str, *arguments: str, environment: Mapping[str, str] | None = None) -> Done:
        """The same as a process of its own."""
        change = pr if isinstance(pr, str) else f"github:{self.repo.full_name}#{pr.number}"
        named = ("run", "--config", str(self.folder / "config.yaml"), "--change", change)
        return metareview(*named, *arguments, environment=environment)

    def post(self, pr: PullRequest, *arguments: str) -> str:
        """Run with --post, which has to go well, and give the text of our one comment."""
        told = self.run(pr, "--post", *arguments)
        assert (told.code, told.err) == (0, ""), told
        return self.comment(pr)

    def ours(self, pr: PullRequest) -> list[IssueComment]:
        """All comments of ours."""
        return [one for one in self.world.comments_of(pr) if one.user.login == self.me]

    def comment(self, pr: PullRequest) -> str:
        """The text of our one comment, without the hidden line."""
        (found,) = self.ours(pr)
        return shown(found.body)

    def checks(self, pr: PullRequest) -> list[CheckRun]:
        """Our check runs on all heads, oldest first."""
        return [one for one in self.world.checks_of(pr) if one.name == "metareview"]

    def report(self, pr: PullRequest) -> dict[str, Any]:
        """What `--format json` says, without posting."""
        told = self.run(pr, "--format", "json")
        assert (told.code, told.err) == (0, ""), told
        found: dict[str, Any] = json.loads(told.out)
        return found

    def states(self, pr: PullRequest) -> dict[str, tuple[str, str]]:
        """Verdict and state of each finding, by the beginning of its title."""
        return {one["title"][:12]: (one["verdict"], one["state"]) for one in self.report(pr)["findings"]}


@dataclass(frozen=True)
class Told:
    """What the command said, and what it asked of the host."""

    code: int
    out: str
    err: str
    exchanges: tuple[Exchange, ...] = field(default=(), repr=False)

    @property
    def writes(self) -> list[str]:
        """Every call that changed something, or asked for it; a GraphQL query, a fetch and a new token change nothing."""
        asked = [one for one in self.exchanges if one.method in WRITES and one.kind == "rest"]
        return [f"{one.method} {one.path}" for one in asked if not one.path.endswith("/access_tokens")]

    @property
    def calls(self) -> list[str]:
        """Every call but git's."""
        return [f"{one.method} {one.path}" for one in self.exchanges if one.kind != "git"]

    @property
    def sentence(self) -> str:
        """The one sentence on standard error; asserts that there is one, and that it is for people."""
        assert self.err.startswith("metareview: "), self.err
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        assert "a defect of metareview" not in self.err, self.err
        return self.err.removeprefix("metareview: ").rstrip("\n")


def command(*arguments: str) -> Told:
    """`metareview` with arguments, in this process."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = exit_code_of(list(arguments))
    out.flush()
    return Told(code, out.buffer.getvalue().decode(), err.getvalue())


def shown(body: str) -> str:
    """A comment without its hidden line."""
    text, _, hidden = body.rstrip().rpartition("\n")
    assert hidden.startswith("<!-- metareview:"), hidden
    assert hidden.endswith("-->"), hidden
    return text.rstrip()


def fold(text: str, title: str) -> str:
    """What is inside the fold whose title holds some words; empty where there is none."""
    folds = re.findall(r"<details><summary>(.*?)</summary>\n\n(.*?)\n\n</details>", text, re.DOTALL)
    return next((body for name, body in folds if title in name), "")


def table(text: str) -> list[str]:
    """The rows of the table of what is left to look at."""
    return [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| |")]


class Meanwhile(FaultProxy):
    """Stands between us and the host, and lets something happen there before a call is passed on, once."""

    def __init__(self, upstream: str) -> None:
        super().__init__(upstream)
        self._plans: list[tuple[str, str, Callable[[], object]]] = []

    def before(self, method: str, path: str, happens: Callable[[], object]) -> None:
        """Before the next call of a method whose path matches."""
        self._plans.append((method, path, happens))

    def fault(self, method: str, path: str) -> Fault | None:
        """See FaultProxy; called under its lock is nothing of ours, so that the host may be changed here."""
        for plan in self._plans:
            if plan[0] == method and re.search(plan[1], path):
                self._plans.remove(plan)
                plan[2]()
                break
        return super().fault(method, path)


@contextlib.contextmanager
def meanwhile(desk: Desk) -> Iterator[Meanwhile]:
    """The desk's host behind a proxy, until the end of the block and after it."""
    found = Meanwhile(desk.world.url)
    with found:
        desk.configure(desk._more, found.url)
        yield found


def inline(pr: PullRequest, by: str, *comments: tuple[int, str], body: str = "") -> None:
    """A review with comments on lines of `loading.py`."""
    pr.review(by=by, body=body, comments=[("loading.py", line, text) for line, text in comments])


def titles(report: Mapping[str, Any]) -> Sequence[str]:
    """The titles of a report's findings."""
    return [one["title"] for one in report["findings"]]

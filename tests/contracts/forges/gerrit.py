"""The world of Gerrit: a real server, with a proxy before it that can cut our side off."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bot.forges.gerrit.forge import GerritForge, Rules
from bot.git.cache import Cache
from bot.git.opened import Source, open_change
from bot.git.view import GitCode
from bot.model.change_ref import ChangeRef
from bot.model.forge import ChangeState
from bot.model.secret import Secret
from bot.model.settings import GerritSettings
from bot.ports import Forge
from tests.contracts.forges.driver import AUTHOR, BOT, MARKER, PERSON, READER, WRITER, Can, Files, Remarks
from tests.gerrit.world import Account, Change, Site
from tests.github.proxy import Fault, FaultProxy, cut

NAMES = {BOT: "acme-review.bot"}
"""What Gerrit calls those whose names it does not take."""
REMOVED = "Change message removed by: "


class Line(FaultProxy):
    """A line to the server that may be dead, or die with the next thing that is said on a change."""

    is_dead = is_dying = False

    def fault(self, method: str, path: str) -> Fault | None:
        """Cut whatever comes on a dead line; the write that it dies of is carried out before."""
        if self.is_dying and not self.is_dead and method == "POST" and path.endswith("/review"):
            self.is_dead = True
            return cut(after=True)
        return cut() if self.is_dead else super().fault(method, path)

    def mend(self) -> None:
        """Let everything through again."""
        self.is_dead = self.is_dying = False


class GerritDriver:
    """A server that others use too, with a project of its own for each change. Use as a context."""

    can = Can(edit=False, revise=False, longest=16_384, bot=NAMES[BOT])

    forge: Forge

    def __init__(self, tmp: Path, site: Site) -> None:
        self.site = site
        self._cache = Cache(str(tmp / "cache"), 1 << 30)
        self._changes: dict[ChangeRef, Change] = {}
        self._stack = ExitStack()

    def __enter__(self) -> "GerritDriver":
        self.line = Line(self.site.url)
        self._stack.enter_context(self.line)
        self.group = self.site.group("writers", self.site.human(WRITER))
        self.forge = self._connected()
        return self

    def __exit__(self, *given: object) -> None:
        self._stack.__exit__(*given)  # type: ignore[arg-type]

    def another(self) -> GerritForge:
        """The forge on the same line, in another second, which is what Gerrit tells times by."""
        time.sleep(1.01 - time.time_ns() % 1_000_000_000 / 1e9)
        return self._connected()

    def change(self, base: Files, head: Files) -> ChangeRef:
        """A commit that is pushed for review."""
        project = self.site.project(dict(base))
        change = project.push(dict(head), by=self._who(AUTHOR))
        ref = ChangeRef("gerrit", project.name, change.number, "~")
        self._changes[ref] = change
        return ref

    def unknown(self) -> ChangeRef:
        """A number that was not given yet."""
        return ChangeRef("gerrit", "team/app", 999_999, "~")

    def push(self, ref: ChangeRef, files: Files) -> str:
        """Another patch set, with these files besides."""
        return self._changes[ref].amend(dict(files))

    def replace(self, ref: ChangeRef, files: Files) -> str:
        """Another patch set with these files only."""
        change = self._changes[ref]
        base = change.project.tip()
        message = f"A change\n\nChange-Id: {change.change_id}\n"
        made = change.project.make(dict(files), parents=[base], message=message, by=change.owner)
        change.project.send(made, "refs/for/main", by=change.owner)
        return made

    def close(self, ref: ChangeRef) -> None:
        """Abandon the change."""
        self._changes[ref].abandon()

    def review(self, ref: ChangeRef, by: str, body: str = "", remarks: Remarks = ()) -> None:
        """A message with comments, as bots post them."""
        self._changes[ref].review(by=self._who(by), message=body, comments=list(remarks))

    def say(self, ref: ChangeRef, by: str, text: str) -> None:
        """Type into the reply box."""
        self._changes[ref].say(by=self._who(by), text=text)

    def reply(self, ref: ChangeRef, to: str, by: str, text: str) -> None:
        """An answer in the thread."""
        self._changes[ref].reply(self._comment(ref, to)["id"], by=self._who(by), text=text)

    def edit(self, ref: ChangeRef, old: str, new: str) -> None:
        """There is no way: AssertionError with Gerrit's words."""
        said = self._comment(ref, old)
        path = f"/changes/{self._changes[ref].key}/revisions/{said['patch_set']}/comments/{said['id']}"
        self.site.call("PUT", path, {"message": new}, by=self._who(BOT))

    def withdraw(self, ref: ChangeRef, text: str) -> None:
        """Have the administrator delete it."""
        self._changes[ref].delete_comment(self._comment(ref, text)["id"])

    def delete_ours(self, ref: ChangeRef) -> None:
        """The administrator deletes our last message."""
        self._changes[ref].delete_message(self._ours(ref)[-1]["id"])

    def shown(self, ref: ChangeRef) -> list[str]:
        """The messages of our account, with the hidden line that the tag carries."""
        found = []
        for one in self._ours(ref):
            _, _, words = one["message"].partition("\n\n")
            line = one["tag"].split("~", 2)[2].replace("~", " ")
            found.append(f"{words}\n\n<!-- {line} -->")
        return found

    def kept(self, text: str) -> str:
        """White space around the words of a message is lost, and where our hidden line begins."""
        words, line, rest = text.rpartition("\n<!-- ")
        return f"{words.strip()}\n{line}{rest.strip()}" if line else text.strip()

    @contextmanager
    def unreachable(self, ref: ChangeRef) -> Iterator[None]:
        """The line is dead."""
        self.line.is_dead = True
        yield
        self.line.mend()

    @contextmanager
    def unclear(self, ref: ChangeRef) -> Iterator[None]:
        """The line dies of the next message, just after it."""
        self.line.is_dying = True
        yield
        assert self.line.is_dead
        self.line.mend()

    @contextmanager
    def open(self, ref: ChangeRef, state: ChangeState) -> Iterator[GitCode]:
        """Fetch into a cache, with the earlier patch sets that messages speak of."""
        earlier = sorted({one.revision for one in state.messages if one.revision})
        source = Source(self._cache, lambda seconds: None)
        with open_change(source, self.forge.code(ref), state.head_ref, (state.base, state.head), earlier) as opened:
            yield opened.code

    def _connected(self) -> GerritForge:
        us = self.site.metareview
        settings = GerritSettings("gerrit", self.line.url, us.username, ())
        return GerritForge(
            settings, Secret(us.secret), MARKER, sleep=lambda seconds: None, rules=Rules(group=self.group.name)
        )

    def _who(self, name: str) -> Account:
        if name == BOT:
            return self.site.bot(NAMES[BOT])
        assert name in (AUTHOR, WRITER, READER, PERSON)
        return self.site.human(name)

    def _comment(self, ref: ChangeRef, text: str) -> Any:
        return next(one for one in self._changes[ref].comments() if one["message"] == text)

    def _ours(self, ref: ChangeRef) -> list[Any]:
        us = self.site.metareview.id
        mine = [one for one in self._changes[ref].messages() if one.get("author", {}).get("_account_id") == us]
        return [one for one in mine if not one["message"].startswith(REMOVED)]

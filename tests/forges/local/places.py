"""A change's folder as tests fill it."""

import json
from dataclasses import dataclass
from pathlib import Path

from bot.errors import BotError
from bot.model.change_ref import ChangeRef
from bot.model.forge import Answer, ChangeState, Published
from tests.contracts.forges.driver import MARKER
from tests.contracts.forges.local import LocalDriver

TEXT = f"1 confirmed\n<!-- {MARKER} -->\n"


@dataclass(frozen=True)
class Place:
    """One change of a world."""

    world: LocalDriver
    ref: ChangeRef

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.world.folder(self.ref)

    @property
    def answer(self) -> Path:
        """Where our answer lies."""
        return self.folder / "meta-review.md"

    @property
    def head(self) -> str:
        """Its head."""
        return self.world.repository.git("rev-parse", "feature-1")

    def write(self, name: str, content: str | bytes) -> None:
        """Lay a file there."""
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())

    def about(self, **members: object) -> None:
        """A change.json with just these members."""
        self.write("change.json", json.dumps(members))

    def state(self) -> ChangeState:
        """What the forge says of it."""
        return self.world.forge.state(self.ref)

    def publish(self, text: str = TEXT, *, asked: str = "") -> Published:
        """Publish a text for its head."""
        return self.world.another().publish(self.ref, Answer(self.head, text, ""), asked=asked)

    def refusal(self) -> str:
        """The sentence with which reading it fails, and the error's name; nothing where it works."""
        try:
            self.state()
        except BotError as error:
            return f"{type(error).__name__}: {error}"
        return ""

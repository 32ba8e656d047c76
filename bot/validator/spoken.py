"""From what a review calls a thing (`import os`, `self.load()`, `Loader.load`) to the name that code binds or reads."""

import re
from dataclasses import dataclass

from bot.model.facts import Import

_LONGEST = 300
_FROM = re.compile(r"from\s+(?P<module>[.\w]+)\s+import\s+(?P<names>[\w,* ()]+)")
_IMPORT = re.compile(r"import\s+(?P<names>[\w., ]+)")
_DEFINITION = re.compile(r"(?:async\s+)?(?:def|class|function|func|fn)\s+(?P<name>\w+)")
_ASSIGNED = re.compile(r"(?P<name>[A-Za-z_][\w.]*)\s*(?::[^=()]{1,80})?=(?!=)")
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){0,12}")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A name as a review writes it: `name` is the last part, `owner` what stands before it, dotted or empty."""

    name: str
    owner: str = ""

    @property
    def root(self) -> str:
        """The first part: the name that code must have bound before the rest can be read."""
        return (self.owner or self.name).split(".")[0]

    @property
    def dotted(self) -> str:
        """The whole."""
        return f"{self.owner}.{self.name}" if self.owner else self.name


def spoken(subject: str) -> tuple[Spoken, ...]:
    """The names that a subject stands for: several for an import statement, none where it is no name."""
    text = subject.strip(" `'\"@*&$;,").replace("::", ".").replace("->", ".").replace("#", ".")
    if not text or len(text) > _LONGEST:
        return ()
    if found := _FROM.match(text):
        return tuple(Spoken(bound) for bound in _bound(found["names"]))
    if found := _IMPORT.match(text):
        return tuple(_from_dotted(bound) for bound in _bound(found["names"]))
    if found := _DEFINITION.match(text) or _ASSIGNED.match(text):
        return (_from_dotted(found["name"]),)
    bare = _without_tail(text)
    return (_from_dotted(bare),) if _DOTTED.fullmatch(bare) else ()


def the_name(subject: str) -> Spoken | None:
    """The one name that a subject stands for, or None."""
    names = spoken(subject)
    return names[0] if len(names) == 1 else None


def is_meant(found: Import, name: Spoken) -> bool:
    """Whether an import statement brings what a review calls by this name."""
    origin = f"{found.module.lstrip('.')}.{found.name}".strip(".") if found.name else found.module
    if name.owner:
        return name.dotted in (origin, found.module) or origin.endswith(f".{name.dotted}")
    return name.name in (found.bound, found.name) or name.name == found.module


def _bound(names: str) -> list[str]:
    parts = [part.strip(" ()") for part in names.split(",")]
    return [part.split(" as ")[-1].strip() for part in parts if part and part != "*"]


def _from_dotted(text: str) -> Spoken:
    owner, _, name = text.rpartition(".")
    return Spoken(name, owner)


def _without_tail(text: str) -> str:
    """The text without a call's arguments or an index at its end."""
    for opening in "([{":
        if opening in text and text.rstrip()[-1] in ")]}":
            text = text[: text.index(opening)]
    return text.strip()

"""What a recipe is: a change of real code, the words that it makes true, and the words that are said about it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random  # noqa: TID251 - seeded by an argument

from tests.recipes.source import Source

PLAUSIBLE = "plausible"
"""The label of words that are likely but can't be proved: neither confirmed nor refuted is right."""

Label = bool | str


@dataclass(frozen=True)
class Case:
    """Code of which the truth is known. `line` and `quote` are what a reviewer would point at; `fills` completes the words.

    `others` are further files of the tree, `path` another name for the file, `parts` a group of words that only this case can use.
    """

    label: Label
    text: str
    line: int
    fills: Mapping[str, str]
    others: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    base: str | None = None
    shift: int = 0
    group: str = ""

    @property
    def quote(self) -> str:
        """The line that is spoken of, without its margin."""
        lines = self.text.split("\n")
        return lines[self.line - 1].strip() if 0 < self.line <= len(lines) else ""


class Form(StrEnum):
    """What words are: a clause to be put into a sentence, a request, a title, or a whole comment."""

    CLAUSE = "clause"
    REQUEST = "request"
    TITLE = "title"
    WHOLE = "whole"


@dataclass(frozen=True)
class Wording:
    """One way to say it; names in braces are filled from the case, `{n}` is its line. `group` limits it to cases of that group.

    `is_literal`: it names what stands there, which can be proved even where the defect that follows from it can't.
    """

    form: Form
    template: str
    kinds: tuple[str, ...] = ()
    group: str = ""
    is_literal: bool = False

    def label(self, label: Label) -> Label:
        """The label of these words where those of a case is `label`."""
        return True if self.is_literal and label == PLAUSIBLE else label


def clauses(
    *templates: str, kinds: Iterable[str] = (), group: str = "", is_literal: bool = False
) -> tuple[Wording, ...]:
    """Clauses, without a full stop."""
    return tuple(Wording(Form.CLAUSE, template, tuple(kinds), group, is_literal) for template in templates)


def requests(*templates: str, kinds: Iterable[str] = (), group: str = "") -> tuple[Wording, ...]:
    """Requests in the imperative, without a full stop."""
    return tuple(Wording(Form.REQUEST, template, tuple(kinds), group) for template in templates)


def titles(*templates: str, kinds: Iterable[str] = (), group: str = "") -> tuple[Wording, ...]:
    """Titles as bots set them."""
    return tuple(Wording(Form.TITLE, template, tuple(kinds), group) for template in templates)


def wholes(*templates: str, kinds: Iterable[str] = (), group: str = "") -> tuple[Wording, ...]:
    """Comments that are said as they are."""
    return tuple(Wording(Form.WHOLE, template, tuple(kinds), group) for template in templates)


Mutate = Callable[[Source, Random], tuple[Case, ...]]
"""Cases from one file, empty where it does not offer what is needed. The same words are said of all of them."""


@dataclass(frozen=True)
class Recipe:
    """`kinds` of claims count as recognised, unless a wording names its own; `needs` claims must have been judged in a full run."""

    number: int
    name: str
    kinds: tuple[str, ...]
    mutate: Mutate
    wordings: tuple[Wording, ...]
    is_trap: bool = False
    needs: int = 40

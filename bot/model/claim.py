"""A claim: one checkable statement inside a finding, with what it names."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.place import NOWHERE, Claimed, Location


class Role(StrEnum):
    """What a claim is to its finding. Only premises and predicates decide whether the finding is right."""

    PREMISE = "premise"
    PREDICATE = "predicate"
    FIX = "fix"
    LABEL = "label"
    IMPACT = "impact"


class Quantifier(StrEnum):
    """How many members of a class a claim speaks of: a named one, some, or all."""

    ONE = "one"
    SOME = "some"
    ALL = "all"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in the body of a review, or of one of its comments."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Code that a review shows. `info` is the fence's word (`python`, `suggestion`, `diff`) or empty for unfenced code.

    `text` is verbatim without fence lines; `span` covers it in the source; `lead` is the sentence that introduces it.
    """

    text: str
    span: Span
    info: str = ""
    lead: str = ""
    is_suggestion: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement. What the words do not say is empty or None; nothing here has been checked but `location`.

    subject: the symbol it is about, as written, without backticks (`json`, `self.load`, `tests/a.py`).
    scope: the function, method or class that the words name as its universe ("in `load`"); empty when none is named.
    value: the second thing named: an argument's text, an exception, a module, the right spelling, a CWE's name.
    number: a count ("twice" is 2), a limit, a CWE id. ordinal: "the second call" is 2.
    code: code said to stand at the place, or for role fix the proposed code.
    words: the masked sentence in lower case, for checks that look for a hedge or a direction.
    """

    id: str
    kind: str
    role: Role
    quote: str
    span: Span
    subject: str = ""
    scope: str = ""
    value: str = ""
    number: int | None = None
    ordinal: int | None = None
    quantifier: Quantifier = Quantifier.ONE
    claimed: Claimed = Claimed()
    code: CodeBlock | None = None
    words: str = ""
    location: Location = field(default=NOWHERE)

"""One judged finding with what identifies its defect: kind, path, subject, place and words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.consolidation.polarity import direction
from bot.consolidation.words import Words, plain, statement_of, word_set, words_of
from bot.model.claim import Claim, Quantifier, Role
from bot.model.evidence import JudgedClaim, JudgedFinding, Verdict
from bot.model.finding import Finding
from bot.model.kinds import KINDS
from bot.model.place import Extent, Location, Rung

_RUNGS = tuple(Rung)
_FIRM = frozenset(_RUNGS[: _RUNGS.index(Rung.SYMBOL) + 1])
"""Rungs that were found in the code; below them a line number is only what the review says."""

_SEMANTIC = frozenset(
    {
        *(name for name, kind in KINDS.items() if kind.family in {"general", "label", "fix"} or kind.is_opinion),
        *word_set("quoted-code live-line missing-call missing-construct wrong-argument wrong-order comment-says"),
        *word_set("missing-test duplicate-code out-of-diff missing-error-handling missing-check wrong-comparison"),
        *word_set("race-condition caught-exception security-defect wrong-stdlib-fact missing-comment magic-number"),
    }
)
"""Kinds of which one subject may have several defects: to be the same, their words must be alike too."""

_GENERAL = frozenset(name for name, kind in KINDS.items() if kind.family in {"general", "label", "fix"}) | {
    "security-defect"
}
"""Kinds that say little: such a finding may be the same as one of any other kind."""

_SYNONYMS = {"missing-import": "undefined-name"}
"""Kinds that one and the same predicate decides."""

_NUMBERED = frozenset({"wrong-call-count"})
_VALUED = word_set(
    "stated-return stated-raise absent-raise missing-return stated-value stated-annotation stated-mock stated-decorator stated-member "
    "missing-member missing-argument stated-count argument-count assignment-count repeated-literal"
)
"""Kinds that say something of a subject: what they say, and whether it is so, must be the same too."""
_ALWAYS = re.compile(r"\b(?:always|unconditionally|in (?:all|every) cases?|never|regardless|every time)\b")
_ARTICLE = re.compile(r"^(?:an?|the|its)\s+")
_SAME_VALUE = {
    "nothing": "none",
    "null": "none",
    "empty list": "[]",
    "empty dict": "{}",
    "empty dictionary": "{}",
    "fallback": "default",
}
_DIRECTED = frozenset({"trailing-comma", "missing-newline", "bad-name", "naming"})
_SHORT = 40
"""Content words of a finding that says one thing; a longer one is about a topic, in which others say other things."""

_TELLING = 5
"""Content words that a core needs to be compared by itself."""

_LONGEST = 1_500
_ARGUMENTS = re.compile(r"\(.*", re.DOTALL)
_OWN = frozenset({"self", "cls", "this", "super", "super()"})


@dataclass(frozen=True, slots=True)
class Item:
    """`subjects`: last parts of what the core claims name; `owner`: what they are said to belong to, where they say it.

    `is_tight`: kind, subject and place together identify the defect. `is_open`: speaks of some or all and names none.
    `place` is None where no line is known; `is_firm`: the place was found in the code. `text` tells sources apart.
    """

    judged: JudgedFinding
    kind: str
    path: str
    subjects: tuple[str, ...]
    owner: str
    place: Extent | None
    is_firm: bool
    is_open: bool
    is_tight: bool
    detail: str
    statement: str
    text: str
    words: Words

    @property
    def finding(self) -> Finding:
        """The finding as the parser made it."""
        return self.judged.finding

    @property
    def is_general(self) -> bool:
        """Whether the kind says so little that it may be the same as any other."""
        return self.kind in _GENERAL

    @property
    def is_semantic(self) -> bool:
        """Whether one subject may have several defects of the kind."""
        return self.kind in _SEMANTIC


def item_of(judged: JudgedFinding) -> Item:
    """What identifies the defect of a judged finding."""
    finding = judged.finding
    core = [one.claim for one in core_claims(judged)]
    kind = _SYNONYMS.get(finding.kind, finding.kind)
    location = best_location(judged)
    statement = _statement(judged)
    subjects = tuple(sorted({name for claim in core if (name := last_part(claim.subject))}))
    return Item(
        judged=judged,
        kind=kind,
        path=location.path or finding.claimed.path or "",
        subjects=subjects,
        owner=_owner(core),
        place=location.extent or _claimed(finding),
        is_firm=location.rung in _FIRM,
        is_open=not subjects and any(claim.quantifier is not Quantifier.ONE for claim in core),
        is_tight=kind in KINDS and kind not in _SEMANTIC and bool(subjects),
        detail=_detail(kind, core, judged.verdict),
        statement=statement,
        text=plain(finding.quote),
        words=words_of(statement),
    )


def core_claims(judged: JudgedFinding) -> tuple[JudgedClaim, ...]:
    """The claims that decide: predicates of the finding's kind, else all predicates, else premises."""
    predicates = [one for one in judged.claims if one.claim.role is Role.PREDICATE]
    own = [one for one in predicates if one.claim.kind == judged.finding.kind]
    if own or predicates:
        return tuple(own or predicates)
    return tuple(one for one in judged.claims if one.claim.role is Role.PREMISE)


def best_location(judged: JudgedFinding) -> Location:
    """The place of the core claim that was found best; of the finding where the core claims have none."""
    places = [one.claim.location for one in core_claims(judged) if one.claim.location.path is not None]
    places.append(judged.finding.location)
    return min(places, key=location_key)


def location_key(location: Location) -> tuple[int, str, int]:
    """Orders places by trust, then path and line."""
    return _RUNGS.index(location.rung), location.path or "~", location.start_line or 0


def _statement(judged: JudgedFinding) -> str:
    """The words that are compared: all of a short finding, the core of a long one, where the core says enough."""
    whole = statement_of(judged.finding)
    if len(words_of(whole).stems) <= _SHORT:
        return whole
    core = " ".join(dict.fromkeys(one.claim.quote for one in judged.claims if one.claim.role is Role.PREDICATE))
    return core[:_LONGEST] if len(words_of(core).stems) >= _TELLING else whole


def last_part(subject: str) -> str:
    """The plain name at the end of a subject: `load` of `self.api.load(x)`; a path stays whole."""
    name = _ARGUMENTS.sub("", subject.strip().strip("`")).strip()
    return name if "/" in name else name.rsplit(".", 1)[-1]


def near(one: Extent, other: Extent, gap: int = 3) -> bool:
    """Whether two ranges overlap or stand at most `gap` lines apart."""
    return one.start <= other.end + gap and other.start <= one.end + gap


def _owner(core: Sequence[Claim]) -> str:
    """The one qualifier that the core claims give: of `Loader.load`, or "in `Loader`"."""
    owners = set()
    for claim in core:
        name = _ARGUMENTS.sub("", claim.subject.strip().strip("`"))
        before = "" if "/" in name else name.rpartition(".")[0]
        owner = claim.scope if not before or before in _OWN else before
        owners.add(last_part(owner))
    return owners.pop() if len(owners) == 1 else ""


def _claimed(finding: Finding) -> Extent | None:
    start = finding.claimed.start_line
    return None if start is None else Extent(start, finding.claimed.end_line or start)


def _detail(kind: str, core: Sequence[Claim], verdict: Verdict) -> str:
    """What else must be equal for the defect to be the same: a count, a value, or which way it points."""
    if kind in _NUMBERED:
        return ",".join(sorted({str(claim.number) for claim in core if claim.number is not None}))
    if kind in _DIRECTED:
        return direction(" ".join(claim.words or claim.quote for claim in core))
    if kind in _VALUED:
        said = sorted({_said(claim) for claim in core if claim.kind == kind})
        return ",".join([*said, verdict.value] if verdict is Verdict.REFUTED else said)
    return ""


def _said(claim: Claim) -> str:
    """What a claim says of its subject: a value in plain words, a number, and whether it is said of every case."""
    value = _ARTICLE.sub("", claim.value.strip("`'\" ()").lower())
    number = "" if claim.number is None else str(claim.number)
    always = "always" if _ALWAYS.search(claim.words) else ""
    return "|".join((_SAME_VALUE.get(value, value), number, always))

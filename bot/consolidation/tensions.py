"""Contradictions inside a review: fixes that keep what they object to or disagree, names to cut and to grow."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.consolidation.polarity import direction
from bot.consolidation.statements import Source, Statement
from bot.consolidation.words import word_set
from bot.model.claim import Quantifier, Role
from bot.model.report import Contradiction

_OBJECTING_KINDS = word_set(
    "wrong-argument wrong-call-count wrong-order wrong-condition wrong-comparison wrong-behaviour unreachable-code"
)
_OBJECTS = re.compile(
    r"\b(?:this|the) (?:line|assertion|call|statement|check|condition|expression|code)\b[^.\n]{0,60}"
    r"\b(?:wrong|incorrect|invalid|should not|shouldn't|must not|too early|too late|made (?:before|after)|misplaced)\b",
    re.IGNORECASE,
)
_CALL = re.compile(r"(?<![\w.])([A-Za-z_][\w.]*)\(")
_NAMES = frozenset({"naming", "bad-name"})
_TO = re.compile(r"(?:`([^`\n]{1,120})` )?(?:to|as)\b[^`\n]{0,40}`([^`\n]{1,120})`", re.IGNORECASE)
_SHORT = 12
_LONG_CALL = 400
_MOST = 20
_FEW_CALLS = 2

Call = tuple[str, str]
"""A function's name, and the call's text without white space."""


def kept_statements(statements: Sequence[Statement]) -> tuple[Contradiction, ...]:
    """Fixes that still contain the code that their finding objects to."""
    found = []
    for own in _by_source(statements):
        shown = [one for one in own if one.claim.code and one.claim.role is Role.PREMISE]
        if not shown or not _objects(own):
            continue
        for fix in _fixes(own):
            for premise in shown[:_MOST]:
                kept = _squeezed(premise.claim.code.text if premise.claim.code else "")
                if len(kept) >= _SHORT and kept in _new_code(fix):
                    about = "the suggested fix keeps the statement that the finding objects to"
                    found.append(Contradiction((premise.party, fix.party), about))
                    break
    return tuple(found)


def disagreeing_versions(statements: Sequence[Statement]) -> tuple[Contradiction, ...]:
    """Two versions of one fix that call the same function with different arguments."""
    found = []
    for own in _by_source(statements):
        fixes = _fixes(own)[:_MOST]
        calls = {one.identifier: _calls(_new_code(one)) for one in fixes}
        ordinals = sorted({one.claim.ordinal for one in own if one.claim.ordinal is not None})
        for index, one in enumerate(fixes):
            mine = calls[one.identifier]
            other = next((two for two in fixes[index + 1 :] if _disagree(mine, calls[two.identifier], ordinals)), None)
            if other is not None:
                about = "two versions of the suggested fix disagree"
                found.append(Contradiction((one.party, other.party), about))
    return tuple(found)


def naming_tensions(statements: Sequence[Statement]) -> tuple[Contradiction, ...]:
    """Names called too long, against advice to lengthen a name: in one review, or of one name."""
    shorter: dict[str, list[Statement]] = {}
    longer: dict[str, list[Statement]] = {}
    for one in statements:
        if one.claim.kind in _NAMES or one.source.judged.finding.kind in _NAMES:
            wish = _wish(one)
            if wish:
                (shorter if wish == "less" else longer).setdefault(one.review, []).append(one)
    found = []
    for review in sorted(shorter):
        for other in sorted(longer):
            pair = next(_clashing(shorter[review], longer[other], review == other), None)
            if pair is not None:
                about = "names are called too long, and a longer name is asked for"
                found.append(Contradiction((pair[0].party, pair[1].party), about))
    return tuple(found)


def _by_source(statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    own: list[Statement] = []
    source: Source | None = None
    for one in statements:
        if one.source is not source and own:
            yield own
            own = []
        source = one.source
        own.append(one)
    if own:
        yield own


def _objects(own: Sequence[Statement]) -> bool:
    kinds = {one.claim.kind for one in own if one.claim.role is Role.PREDICATE}
    return bool(kinds & _OBJECTING_KINDS) or any(_OBJECTS.search(one.claim.quote) for one in own)


def _fixes(own: Iterable[Statement]) -> list[Statement]:
    return [one for one in own if one.claim.role is Role.FIX and one.claim.code is not None]


def _new_code(fix: Statement) -> str:
    """The proposed code without white space, line numbers, and the lines that a diff removes."""
    text = fix.claim.code.text if fix.claim.code else ""
    lines = text.split("\n")
    if any(line.startswith(("@@", "--- ", "+++ ")) for line in lines) or (
        fix.claim.code and fix.claim.code.info == "diff"
    ):
        lines = [line[1:] if line.startswith("+") else line for line in lines if not line.startswith("-")]
    return _squeezed("\n".join(re.sub(r"^ *\d{1,6}(?=[ :|\t])", "", line) for line in lines))


def _squeezed(code: str) -> str:
    return "".join(line.split("#", 1)[0] for line in code.split("\n")).replace(" ", "").replace("\t", "")


def _disagree(one: Sequence[Call], other: Sequence[Call], ordinals: Sequence[int]) -> bool:
    """Whether a call of a short version stands in the other with other arguments only, or at the place in question."""
    for few, many in ((one, other), (other, one)):
        for name, text in few if len(few) <= _FEW_CALLS else ():
            theirs = [rival for called, rival in many if called == name]
            if theirs and text not in theirs:
                return True
            if any(number <= len(theirs) and len(theirs) > 1 and theirs[number - 1] != text for number in ordinals):
                return True
    return False


def _calls(code: str) -> list[Call]:
    """The outermost calls of squeezed code, each with its text up to the closing bracket."""
    found: list[Call] = []
    end = 0
    for match in _CALL.finditer(code):
        if match.start() < end:
            continue
        end = _closing(code, match.end())
        found.append((match.group(1), code[match.start() : end]))
    return found


def _closing(code: str, start: int) -> int:
    depth = 1
    for index in range(start, min(len(code), start + _LONG_CALL)):
        depth += {"(": 1, ")": -1}.get(code[index], 0)
        if depth == 0:
            return index + 1
    return min(len(code), start + _LONG_CALL)


def _wish(one: Statement) -> str:
    """`more` where a longer name is asked for, `less` where a name is too long, else empty."""
    old, new = _renamed(one)
    if old and new and (one.claim.role is Role.FIX or "renam" in one.claim.words):
        return "more" if len(new) > len(old) + 3 else "less" if len(old) > len(new) + 3 else ""
    return direction(one.claim.quote)


def _renamed(one: Statement) -> tuple[str, str]:
    if one.claim.subject and one.claim.value:
        return one.claim.subject, one.claim.value
    match = _TO.search(one.claim.quote)
    return (match.group(1) or one.claim.subject, match.group(2)) if match else ("", "")


def _clashing(
    shorter: Sequence[Statement], longer: Sequence[Statement], is_one_review: bool
) -> Iterator[tuple[Statement, Statement]]:
    # A proposed name says more than a wish for a better one.
    for less in shorter[:_MOST]:
        for more in sorted(longer[:_MOST], key=lambda one: not all(_renamed(one))):
            if less.source.finding.id == more.source.finding.id and not is_one_review:
                continue
            is_general = Quantifier.ONE not in {less.claim.quantifier, more.claim.quantifier}
            if is_one_review or is_general or less.claim.subject == more.claim.subject:
                yield less, more

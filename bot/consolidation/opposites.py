"""Statements of two reviews that cannot both hold: a denial of what another says, or of a comment that it points to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.consolidation.item import last_part
from bot.consolidation.polarity import denied_part, denies, opposed
from bot.consolidation.statements import Statement, aliases_of, lines_of, names_in
from bot.consolidation.words import word_set
from bot.model.claim import Role
from bot.model.evidence import Outcome, Strength, Verdict
from bot.model.kinds import KINDS
from bot.model.place import Lines
from bot.model.report import Contradiction

_OF_CLAUSES = frozenset({"caught-exception", "swallowed-exception", "bare-except"})
_DENYING_KINDS = word_set(
    "missing-check missing-error-handling missing-call missing-construct missing-test missing-timeout missing-comment "
    "unused-variable unused-parameter unused-attribute unused-function unused-import"
)
_SAYING = frozenset({Role.PREMISE, Role.PREDICATE})
_MOST = 6
"""Statements about one name that are compared with each other on each side; the effort stays linear."""

_NEAR = 3
_SHARED_STEMS = 2


def denials(statements: Sequence[Statement]) -> tuple[Contradiction, ...]:
    """One review says that something is not checked, handled or used, another that it is, perhaps by a phrase."""
    said = _once(one for one in statements if one.claim.role in _SAYING)
    aliases = aliases_of(dict.fromkeys(one.source.judged.finding.quote for one in said))
    denied: dict[str, list[Statement]] = {}
    stated: dict[str, list[Statement]] = {}
    for one in said:
        target, names = (
            (denied, _denied_names(one, aliases)) if _is_denial(one) else (stated, _stated_names(one, aliases))
        )
        for name in sorted(names):
            target.setdefault(name, []).append(one)
    found: dict[tuple[str, str, str, str], Contradiction] = {}
    for name in sorted(denied.keys() & stated.keys()):
        for no, yes in _across(denied[name], stated[name]):
            contradiction = _decided(no, yes, name) or _undecided(no, yes, name)
            if contradiction is not None:
                found.setdefault(_key(no, yes), contradiction)
    return tuple(found.values())


def comments_against(statements: Sequence[Statement]) -> tuple[Contradiction, ...]:
    """A claim that lines of the code speak against, where another review points to a comment at those lines."""
    pointing = [
        one
        for one in statements
        if one.claim.kind == "comment-says" and one.verdict in {Verdict.CONFIRMED, Verdict.PLAUSIBLE}
    ]
    by_line: dict[tuple[str, int], list[Statement]] = {}
    for one in pointing:
        for key in _keys(_comment_lines(one), _NEAR):
            by_line.setdefault(key, []).append(one)
    found: dict[tuple[str, str, str, str], Contradiction] = {}
    for claim in statements:
        if claim.claim.kind in ("comment-says", "missing-comment") or claim.claim.role not in _SAYING:
            continue
        for key in _keys(claim.lines(Outcome.DISPROVES), 0):
            for other in by_line.get(key, [])[:_MOST]:
                if _speaks_against(other, claim):
                    about = f"{_named(claim)} against a comment in the code that another review points to"
                    lines = tuple(sorted({*claim.lines(Outcome.DISPROVES), *_comment_lines(other)}))
                    found.setdefault(_key(claim, other), Contradiction((claim.party, other.party), about, lines))
    return tuple(found.values())


def _once(statements: Iterable[Statement]) -> list[Statement]:
    """The statements without what another source of the same finding says in the same words."""
    found: dict[tuple[str, str, str], Statement] = {}
    for one in statements:
        found.setdefault((one.source.finding.id, one.claim.role, one.claim.quote), one)
    return list(found.values())


def _is_denial(one: Statement) -> bool:
    return denies(one.claim.quote) or one.claim.kind in _DENYING_KINDS


def _denied_names(one: Statement, aliases: Mapping[str, str]) -> frozenset[str]:
    """What is said not to be there; the subject of a kind that denies by itself."""
    names = set(names_in(denied_part(one.claim.quote), aliases))
    if one.claim.subject and one.claim.kind in _DENYING_KINDS and not denies(one.claim.quote):
        names.add(last_part(one.claim.subject).lower())
    return frozenset(names)


def _stated_names(one: Statement, aliases: Mapping[str, str]) -> frozenset[str]:
    named = {last_part(text).lower() for text in (one.claim.subject, one.claim.value) if text}
    return names_in(one.claim.quote, aliases) | named


def _across(denied: Sequence[Statement], stated: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    for no in denied[:_MOST]:
        for yes in stated[:_MOST]:
            if no.is_of_others(yes) and _may_share_file(no, yes):
                yield no, yes


def _may_share_file(one: Statement, other: Statement) -> bool:
    return one.path is None or other.path is None or one.path == other.path


def _decided(no: Statement, yes: Statement, name: str) -> Contradiction | None:
    """The code decides where it shows the positive statement, or disproves the denial."""
    about = f"`{name}`: one review denies what another states"
    if KINDS[yes.claim.kind].family == "text" and KINDS[no.claim.kind].family != "text":
        # That a thing lacks a docstring does not say that it is used.
        return None
    if yes.claim.kind in _OF_CLAUSES and not _are_alike(no, yes):
        # That an exception is caught somewhere does not state whatever else is named beside it.
        return None
    if no.verdict is not Verdict.CONFIRMED and (shown := _shown(yes)):
        return Contradiction((no.party, yes.party), about, shown)
    if no.verdict is Verdict.REFUTED and yes.verdict is not Verdict.REFUTED and _are_alike(no, yes):
        return Contradiction((no.party, yes.party), about, no.lines(Outcome.DISPROVES))
    return None


def _shown(yes: Statement) -> tuple[Lines, ...]:
    """The lines that show a statement which nothing contradicts, by more than a weak sign."""
    if yes.verdict not in {Verdict.CONFIRMED, Verdict.PLAUSIBLE}:
        return ()
    return lines_of((seen for seen in yes.evidence if seen.strength is not Strength.WEAK), (Outcome.SUPPORTS,))


def _undecided(no: Statement, yes: Statement, name: str) -> Contradiction | None:
    """Without the code, only the same words but for the denial are a contradiction."""
    if Verdict.REFUTED in {no.verdict, yes.verdict}:
        return None
    if not opposed((no.claim.quote, no.words), (yes.claim.quote, yes.words)):
        return None
    return Contradiction((no.party, yes.party), f"`{name}`: one review denies what another states")


def _are_alike(no: Statement, yes: Statement) -> bool:
    return no.claim.kind == yes.claim.kind or len(no.words.stems & yes.words.stems) > _SHARED_STEMS


def _speaks_against(comment: Statement, claim: Statement) -> bool:
    if not comment.is_of_others(claim):
        return False
    if any(seen.check == "comment-says-otherwise" and seen.outcome is Outcome.DISPROVES for seen in claim.evidence):
        return True
    return len(comment.words.stems & claim.words.stems) >= _SHARED_STEMS


def _comment_lines(one: Statement) -> tuple[Lines, ...]:
    shown = one.lines(Outcome.SUPPORTS, Outcome.NEUTRAL)
    place = one.claim.location
    if shown or place.path is None or place.start_line is None:
        return shown
    return (Lines(place.path, place.start_line, place.end_line or place.start_line),)


def _keys(lines: Iterable[Lines], margin: int) -> Iterator[tuple[str, int]]:
    """Each line, for ranges that show a construct and not a whole file."""
    for one in lines:
        if one.end_line - one.start_line <= 20:
            yield from ((one.path, number) for number in range(one.start_line - margin, one.end_line + margin + 1))


def _named(one: Statement) -> str:
    return f"`{last_part(one.claim.subject)}`" if one.claim.subject else "a claim"


def _key(one: Statement, other: Statement) -> tuple[str, str, str, str]:
    return one.source.finding.id, one.identifier, other.source.finding.id, other.identifier

"""The sentences of a report, in parts, so that every output can neutralise, quote and link them in its own way."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.model.claim import Role
from bot.model.evidence import Evidence, Outcome, Strength, Suggestion, Verdict
from bot.model.kinds import KINDS
from bot.model.neutral import one_line
from bot.model.place import Lines, Location
from bot.model.report import MergedFinding
from bot.report.leads import shown_title
from bot.report.places import joined

Source = Callable[[Lines], tuple[str, ...]]
"""The code lines of a place, in order; empty where they can't be had."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """Words that we did not write, as prose."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a reviewer, to be shown between quotation marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name or id, to be shown as code."""

    text: str


@dataclass(frozen=True, slots=True)
class Places:
    """Lines to be pointed at; said as "line 3" or "lines 3-5", with the path where it is not the one talked about."""

    lines: tuple[Lines, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, by its whole id; shown in seven digits, or by what people call it."""

    id: str

    @property
    def short(self) -> str:
        """The id as it is shown."""
        return self.id[:7]


Part = str | Theirs | Quote | Name | Places | Revision
"""A plain string is our own wording; everything else is foreign, or depends on the output."""

Sentence = tuple[Part, ...]

VERDICTS = {
    Verdict.CONFIRMED: "confirmed",
    Verdict.PLAUSIBLE: "plausible",
    Verdict.UNVERIFIABLE: "can't be checked",
    Verdict.REFUTED: "refuted",
}
"""Each verdict as people read it."""

SHOWN_NAMES = 4
_CALLS = re.compile(r"(?P<verb>calls|uses) (?P<name>`[^`]+`), which (?P<tail>.+)")
SHOWN_PROBLEMS = 4
LONG_DETAIL = 140
SHOWN_REVIEWERS = 4

SHOWN_TITLE = 160

_NUMBER = re.compile(r"\d+")
_LINE_NAMED = re.compile(r"\blines? (\d+)")
_OF_FILE = re.compile(r"(?:every|no|nothing|the file)\b", re.IGNORECASE)
DECIDING = frozenset({Role.PREMISE, Role.PREDICATE})
"""Claims that a finding stands and falls with."""
_STRENGTHS = {Strength.PROOF: 0, Strength.STRONG: 1, Strength.WEAK: 2}


def estimate(finding: MergedFinding) -> str:
    """The confidence in steps of 5 %, at most 95; empty where no number is due."""
    if finding.confidence is None or finding.verdict is Verdict.UNVERIFIABLE:
        return ""
    return f"{min(int(finding.confidence * 20 + 0.5) * 5, 95)} %"


def who(finding: MergedFinding) -> tuple[str, ...]:
    """The reviewers that say it, each once, in order; what a cap cuts is counted."""
    names = tuple(dict.fromkeys(source.reviewer or source.review for source in finding.sources))
    if len(names) <= SHOWN_REVIEWERS:
        return names
    return (*names[:SHOWN_REVIEWERS], f"{len(names) - SHOWN_REVIEWERS} more")


def deciding(finding: MergedFinding) -> tuple[Evidence, ...]:
    """The evidence that the verdict rests on, strongest first: only proofs where there are some, each sentence once."""
    wanted = Outcome.DISPROVES if finding.verdict is Verdict.REFUTED else Outcome.SUPPORTS
    aside = {entry.claim.id for entry in finding.claims if entry.claim.role not in DECIDING}
    seen = [entry for entry in finding.evidence if entry.outcome is wanted and entry.claim not in aside]
    if finding.restates:
        # "Known: the comment at lines ..." says the same already.
        seen = [entry for entry in seen if not set(entry.lines) <= set(finding.restates)]
    seen = [replace(entry, lines=()) if _is_of_file(finding, entry) else entry for entry in seen]
    seen.sort(key=lambda entry: _STRENGTHS[entry.strength])
    proofs = [entry for entry in seen if entry.strength is Strength.PROOF]
    return tuple({(entry.detail, entry.lines): entry for entry in reversed(proofs or seen)}.values())[::-1]


def _is_of_file(finding: MergedFinding, seen: Evidence) -> bool:
    """Whether something is said of a whole file, so that its first line, which stands for it, tells nothing."""
    is_first = len(seen.lines) == 1 and seen.lines[0].start_line == seen.lines[0].end_line == 1
    return is_first and finding.location.start_line is None and _OF_FILE.match(seen.detail) is not None


def why_unchecked(finding: MergedFinding) -> Sentence:
    """Why nothing can be said about a finding, as far as it is known."""
    fixes = {entry.claim.id for entry in finding.claims if entry.claim.role is Role.FIX}
    told = [entry for entry in finding.evidence if entry.claim not in fixes]
    proofs = [entry for entry in told if entry.outcome is not Outcome.NEUTRAL and entry.strength is Strength.PROOF]
    notes = [entry for entry in told if entry.outcome is Outcome.NEUTRAL]
    if proofs or notes:
        seen = [*proofs[:1], *notes[:1]]
        return tuple(
            part for n, entry in enumerate(seen) for part in ((" ",) if n else ()) + seen_sentence(entry, is_brief=True)
        )
    kind = KINDS.get(finding.kind)
    return ("Opinion or advice.",) if kind is not None and kind.is_opinion else ()


def seen_sentence(evidence: Evidence, is_brief: bool = False) -> Sentence:
    """What a check saw, with its lines; `is_brief` leaves them out where the words already name them."""
    detail = one_line(evidence.detail).rstrip(".")
    detail = detail[:1].upper() + detail[1:]
    if not evidence.lines or (is_brief and _names_lines(detail, evidence.lines)):
        return (Theirs(detail), ".")
    return (Theirs(detail), " (", Places(evidence.lines), ").")


def _names_lines(detail: str, lines: tuple[Lines, ...]) -> bool:
    """Whether words name all of some lines, or a line of each range that these make."""
    numbers = set(_NUMBER.findall(detail))
    if all(str(place.start_line) in numbers for place in lines):
        return True
    named = [int(number) for number in _LINE_NAMED.findall(detail)]
    is_one_file = len({place.path for place in lines}) == 1
    return is_one_file and all(
        any(range_.start_line <= number <= range_.end_line for number in named) for range_ in joined(lines)
    )


def title_sentence(finding: MergedFinding) -> Sentence:
    """The finding's title as a sentence."""
    title = shown_title(finding, SHOWN_TITLE)
    return (Theirs(title), "" if title.endswith((".", "!", "?", "…")) else ".")


def place_of(location: Location) -> Part:
    """Where a finding stands, with its path."""
    if location.path is None:
        return "no place"
    if location.start_line is None:
        return Theirs(location.path)
    return Places((Lines(location.path, location.start_line, location.end_line or location.start_line),))


def known_sentence(finding: MergedFinding) -> Sentence:
    """That a comment in the code already says it; empty where none does."""
    if not finding.restates:
        return ()
    if len(finding.restates) == 1:
        return ("Known: the comment at ", Places(finding.restates), " says so.")
    return ("Known: the comments at ", Places(finding.restates), " say so.")


def held_sentence(finding: MergedFinding) -> Sentence:
    """At which earlier revision it held; empty where none is known."""
    return () if finding.held_at is None else ("It held at ", Revision(finding.held_at), ".")


def fix_sentence(finding: MergedFinding, source: Source | None) -> Sentence:
    """What is wrong with the suggested fixes, in one sentence; empty where nothing was seen."""
    fixes = len(finding.suggestions)
    problems = Counter(
        problem for entry in finding.suggestions for problem in dict.fromkeys(_faults(finding, entry, source))
    )
    if not problems:
        return ()
    parts: list[Part] = [f"Its {fixes} fixes: " if fixes > 1 else "Its fix "]
    for at, (problem, number) in enumerate(list(problems.items())[:SHOWN_PROBLEMS]):
        parts.append("; " if at else "")
        parts.append(_which(number, fixes))
        parts.extend(problem)
    return (*parts, ".")


def _faults(finding: MergedFinding, suggestion: Suggestion, source: Source | None) -> tuple[Sentence, ...]:
    """What the evidence says against a fix, strongest first; without any, what its application showed."""
    against = [
        seen for seen in finding.evidence if seen.claim == suggestion.claim and seen.outcome is Outcome.DISPROVES
    ]
    against.sort(key=lambda seen: _STRENGTHS[seen.strength])
    details = [_short(one_line(seen.detail)).removeprefix("the fix ").rstrip(".") for seen in against]
    return tuple((Theirs(detail),) for detail in _calls_joined(details)) or tuple(_problems(suggestion, source))


def _short(detail: str) -> str:
    """A long detail without the code that it quotes behind a colon."""
    return detail.partition(": `")[0] if len(detail) > LONG_DETAIL else detail


def _calls_joined(details: Sequence[str]) -> list[str]:
    """Details that say the same of several names as one: "calls `a` and `b`, which ..."."""
    names: dict[tuple[str, str], list[str]] = {}
    for detail in details:
        found = _CALLS.fullmatch(detail)
        key = (found["verb"], found["tail"]) if found else ("", detail)
        names.setdefault(key, []).append(found["name"] if found else "")
    joined = []
    for (verb, tail), named in names.items():
        if not verb:
            joined.append(tail)
            continue
        said = ", ".join(named[:-1]) + " and " + named[-1] if len(named) > 1 else named[0]
        joined.append(f"{verb} {said}, which {tail if len(named) == 1 else tail.replace('is not', 'are not')}")
    return joined


def _which(number: int, fixes: int) -> str:
    """The subject for a problem that `number` of some fixes have; empty where there is only one fix."""
    if fixes == 1:
        return ""
    return "one " if number == 1 else "each " if number == fixes else "more than one "


def _problems(suggestion: Suggestion, source: Source | None) -> Iterable[Sentence]:
    if suggestion.applies == "no":
        yield ("does not apply to this code",)
    if suggestion.applies == "partly":
        yield ("applies only in part",)
    if suggestion.parses is False:
        yield ("does not parse",)
    if suggestion.no_op:
        yield ("changes nothing",)
    if suggestion.unknown_names:
        yield ("uses ", *listed([Name(name) for name in suggestion.unknown_names]), ", not defined in this file")
    if suggestion.changes_elsewhere:
        yield ("silently changes ", *_touched(suggestion.changes_elsewhere, source))
    for problem in suggestion.new_problems:
        yield ("has a problem: ", Theirs(one_line(problem).rstrip(".")))


def _touched(places: tuple[Lines, ...], source: Source | None) -> Sentence:
    code = [line.strip() for place in places for line in (source(place) if source is not None else ())]
    is_comment = bool(code) and all(line.startswith(("#", "//")) for line in code if line)
    return ("the comment at ", Places(places)) if is_comment else (Places(places),)


def listed(parts: Sequence[Part]) -> Sentence:
    """Parts as people list them: "a, b and c"; what a cap cuts is counted."""
    shown: list[Part] = list(parts[:SHOWN_NAMES])
    if len(parts) > SHOWN_NAMES:
        shown.append(f"{len(parts) - SHOWN_NAMES} more")
    sentence: list[Part] = []
    for at, part in enumerate(shown):
        if at:
            sentence.append(" and " if at == len(shown) - 1 else ", ")
        sentence.append(part)
    return tuple(sentence)


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"

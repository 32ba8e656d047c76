"""What a check run shows of a report: its headline, what it concludes, and one annotation for each line to look at."""

import re

from bot.model.evidence import Outcome, Verdict
from bot.model.forge import Annotation
from bot.model.neutral import neutralise_code, one_line, shorten
from bot.model.place import Side
from bot.model.report import MergedFinding, Report
from bot.model.settings import CheckRun, PostingSettings
from bot.poster.telling import left_to_look_at, seen_of

MOST_ANNOTATIONS = 100
LONGEST_TITLE = 255
LONGEST_SUMMARY = 65_535

_LONGEST_PART = 2000
_SHOWN_EVIDENCE = 3
_SHOWN_NAMES = 4
_LEVELS = {Verdict.CONFIRMED: "warning", Verdict.PLAUSIBLE: "notice"}
_BOLD = re.compile(r"\*\*(?P<words>[^*]+)\*\*")


def headline(text: str) -> str:
    """The two first lines of an answer, what was counted and what is left to look at, as plain text on one line."""
    first, _, rest = text.partition("\n\n")
    lead = _BOLD.match(rest)
    words = first if lead is None else f"{first}. {lead['words']}"
    return shorten(words.replace("*", "").replace("`", ""), LONGEST_TITLE - 1)


def conclusion_of(report: Report, posting: PostingSettings) -> str | None:
    """What the check run concludes; None where there is to be none."""
    if posting.check_run is CheckRun.NONE:
        return None
    if not report.reviews:
        return "skipped"
    is_confirmed = any(one.verdict is Verdict.CONFIRMED for one in left_to_look_at(report))
    return "failure" if is_confirmed and posting.check_run is CheckRun.FAILURE else "neutral"


def annotations_of(report: Report) -> tuple[Annotation, ...]:
    """One annotation for each finding left to look at that names lines of head, in the report's order, at most 100."""
    found = [_annotation(finding) for finding in left_to_look_at(report)]
    return tuple(one for one in found if one is not None)[:MOST_ANNOTATIONS]


def _annotation(finding: MergedFinding) -> Annotation | None:
    place = finding.location
    if place.path is None or place.start_line is None or place.start_line < 1 or place.side is not Side.NEW:
        return None
    return Annotation(
        path=place.path,
        start_line=place.start_line,
        end_line=max(place.start_line, place.end_line or 0),
        level=_LEVELS[finding.verdict],
        title=_plain(finding.title, LONGEST_TITLE),
        message=_message(finding),
    )


def _message(finding: MergedFinding) -> str:
    names = list(dict.fromkeys(source.reviewer or source.review for source in finding.sources))
    shown = [_plain(name, LONGEST_TITLE) for name in names[:_SHOWN_NAMES]]
    shown += [f"{len(names) - _SHOWN_NAMES} more"] if len(names) > _SHOWN_NAMES else []
    first = f"{finding.verdict} {_plain(finding.id, LONGEST_TITLE)}, from {', '.join(shown)}"
    seen = dict.fromkeys(_plain(entry.detail, _LONGEST_PART) for entry in seen_of(finding, Outcome.SUPPORTS))
    return "\n".join([first, *list(seen)[:_SHOWN_EVIDENCE]])


def _plain(text: str, limit: int) -> str:
    """Foreign text on one line of at most `limit` characters, harmless as plain text."""
    harmless = one_line(neutralise_code(one_line(text)))
    return harmless if len(harmless) <= limit else harmless[: limit - 1] + "…"

"""Items of a bot to findings: the claims in their words are found by the same rules as anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.model.claim import Claim, Role
from bot.model.finding import Finding, Label
from bot.model.place import Claimed
from bot.parser.build import Origin, findings_of
from bot.parser.carving import carve, moved
from bot.parser.contexts import Context
from bot.parser.dialects.dialect import Item
from bot.parser.dialects.page import Page
from bot.parser.grading import severity_of
from bot.parser.groups import Group
from bot.parser.sections import Section
from bot.parser.taking import Mark, marks_of, moved_marks, reading
from bot.parser.titles import full_title
from bot.parser.units import Unit, units_of

_PATCHES = ("diff", "patch")


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one item: its finding, unless its words say none, and its marks."""

    finding: Finding | None
    marks: tuple[Mark, ...]


def finding_from(item: Item, page: Page, origin: Origin) -> Made:
    """The finding that a bot set down as one item, whatever else its words name."""
    cuts = [*page.cuts_in(item.span), *(span for span, _ in item.dropped)]
    carved = carve(page.text, item.span, cuts)
    units = units_of(carved.text)
    words = [unit for unit in units if not unit.noise or (item.is_marked and unit.noise not in ("quoted", "prompt"))]
    dropped = tuple(Mark(span, Label.NOISE, why) for span, why in item.dropped)
    if not any(unit.sentence or unit.code for unit in words) or not (item.is_marked or _says_anything(words)):
        return Made(None, (*dropped, *moved_marks(marks_of(units, ()), carved)))
    group = Group(_section(item, words), words)
    finding = moved(findings_of([group], reading(origin, carved.text))[0], carved)
    return Made(_with_item(finding, item, origin), (*dropped, *moved_marks(marks_of(units, [group]), carved)))


def _says_anything(words: Sequence[Unit]) -> bool:
    return any(unit.code is not None or not unit.noise for unit in words)


def _section(item: Item, words: list[Unit]) -> Section:
    """The section of an item; its place and grade are what the bot said of it, not what its words name."""
    first = words[0].sentence
    title = first if first is not None and (first.is_lead or item.title) else None
    return Section(Context(item.path, item.lines), title, units=words, joins_lists=True)


def _with_item(finding: Finding, item: Item, origin: Origin) -> Finding:
    stated = severity_of(origin.comment.severity) if origin.comment else None
    return replace(
        finding,
        title=full_title(item.title, finding.title),
        severity=stated or item.severity,
        category=(origin.comment.category if origin.comment else None) or item.category,
        claimed=_claimed(finding.claimed, item),
        claims=tuple(_as_example(claim) for claim in finding.claims),
        external_id=item.external_id or finding.external_id,
        state=item.state or finding.state,
    )


def _claimed(claimed: Claimed, item: Item) -> Claimed:
    """The anchor; where it has no lines, those that the bot wrote down for the same file."""
    if claimed.start_line is not None or item.lines is None or item.path not in (None, claimed.path):
        return claimed
    return replace(claimed, start_line=item.lines[0], end_line=item.lines[1])


def _as_example(claim: Claim) -> Claim:
    """A bot that has suggestions and patches means plain code only as an example."""
    code = claim.code
    if claim.role is not Role.FIX or code is None or code.is_suggestion or code.info.lower() in _PATCHES:
        return claim
    return replace(claim, kind="quoted-code", role=Role.LABEL)

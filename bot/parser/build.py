"""Groups to findings: claims with roles, ids and places, a title, a kind."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.model.claim import Claim, Quantifier, Role, Span
from bot.model.finding import Finding
from bot.model.kinds import KINDS
from bot.model.place import Claimed
from bot.model.review import Comment, ProposedReview
from bot.parser.claims.extract import Draft
from bot.parser.claims.places import lines_in
from bot.parser.codeblocks import code_drafts
from bot.parser.descriptive import DESCRIPTIVE, told_aside
from bot.parser.groups import Group
from bot.parser.owners import OWNED, owner_of
from bot.parser.standing import grade_of, place_of
from bot.parser.titles import title_of
from bot.parser.units import Unit

MOST_CLAIMS = 60
"""Claims of one finding; what comes after is not judged."""
_TOPIC = 4
_SCOPED = frozenset(
    {
        "wrong-call-count",
        "wrong-argument",
        "missing-call",
        "missing-construct",
        "caught-exception",
        "wrong-order",
        "duplicate-code",
        "missing-return",
    }
)
_SCOPE = re.compile(
    r"\b(?:in|inside|within|of)\s+(?:the\s+|this\s+)?(?P<scope>«\d+»)\s+(?:function|method|test"
    r"|helper|constructor|test case|test method)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"^\W*the (?:main |potential |security |key |primary |first |second |other )*(?:issue|problem"
    r"|bug|defect|vulnerability|error|finding|concern)s? (?:is|are|lies|exists?|occurs?|can be "
    r"found|was found) (?:related to|in|located|found|with|at|on|around)\b",
    re.IGNORECASE,
)
_OF_THE_WHOLE = frozenset({"other", "stated-count", "absent-construct", "naming", "line-too-long", "stated-assertion"})
"""Kinds that are about no name: what was named before is not their subject."""
_DESCRIBES = re.compile(
    r"(?:[\w-]+ )?(?:issue|problem|finding|vulnerability|defect|bug|concern|observation|description|details?|explanation|what|why|analysis|weakness)"
)
"""Labels of what a finding says is wrong."""
_POINTS_BACK = re.compile(
    r"\b(?:the|this|that|these) (?:same )?(?:assert\w*|call|method|function|class|variable"
    r"|parameter|argument|attribute|import|name|handler|constant|module)\b|^\W*it\b",
    re.IGNORECASE,
)
_THE_CLASS = re.compile(r"\b(?:the|this) (?:same )?class\b", re.IGNORECASE)
_LOWER = re.compile(r"(?:.*\.)?_*[a-z][a-z0-9_]*(?:\(.*)?")
"""A name that no class has."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text came from: its review and, for an inline comment, the comment."""

    review: ProposedReview
    comment: Comment | None = None

    @property
    def text(self) -> str:
        """The text whose code points all spans count."""
        return self.comment.body if self.comment else self.review.body


def finding_of(group: Group, origin: Origin, subject: str = "") -> Finding:
    """The finding that a group of units makes; `subject` is what was spoken of before, should it point back."""
    drafts = _settled(group, subject)
    if all(
        draft.role in (Role.FIX, Role.LABEL) and (draft.code is not None or draft.kind == "cwe-label")
        for draft in drafts
    ):
        drafts = [_whole(group), *drafts]
    drafts = _with_core(drafts)
    place = place_of(group, origin.comment, origin.review.path)
    text = origin.text
    stated = place if origin.comment else replace(place, start_line=None, end_line=None)
    claims = tuple(_claim(f"c{n}", draft, text, stated) for n, draft in enumerate(drafts[:MOST_CLAIMS], 1))
    predicates = [claim for claim in claims if claim.role is Role.PREDICATE] or [claims[0]]
    core = next((claim for claim in predicates if claim.kind not in DESCRIPTIVE), predicates[0])
    span = Span(min(unit.span.start for unit in group.units), max(unit.span.end for unit in group.units))
    comment, context = origin.comment, group.section.context
    return Finding(
        review=origin.review.name,
        reviewer=origin.review.reviewer,
        title=title_of(group, core, claims),
        kind=core.kind,
        quote=text[span.start : span.end],
        span=span,
        claims=claims,
        severity=grade_of(group, comment),
        category=context.category,
        claimed=place,
        comment_id=comment.id if comment else None,
        url=(comment.url if comment else None) or origin.review.url,
        external_id=(comment.external_id if comment else None) or origin.review.external_id,
        state=comment.state if comment else origin.review.state,
        replies=comment.replies if comment else (),
        symbols=tuple(
            dict.fromkeys(code.text for unit in group.units if unit.sentence for code in unit.sentence.codes)
        ),
        blocks=tuple(unit.code for unit in group.units if unit.code),
    )


def _whole(group: Group) -> Draft:
    """The claim of a group in which no sentence says anything by itself: its first words."""
    spoken = [unit for unit in group.units if unit.sentence]
    telling = [unit for unit in spoken if re.search(r"[^\W\d_]{2}", unit.masked)] or spoken
    first = next((unit for unit in telling if unit.sentence and not unit.sentence.is_lead), (telling or group.units)[0])
    return Draft("other", Role.PREMISE, first.span, first.masked.lower())


def _settled(group: Group, subject: str) -> list[Draft]:
    """The drafts of all units in order, with roles, subjects and scopes that depend on their neighbours settled."""
    has_predicate = any(
        draft.role is Role.PREDICATE for unit in group.units if not unit.advises for draft in unit.drafts
    )
    scope = ""
    drafts: list[Draft] = []
    for before, unit in zip((None, *group.head), group.head, strict=False):
        if unit.sentence is None:
            drafts += code_drafts(unit, group.head)
            continue
        if named := _SCOPE.search(unit.masked):
            scope = unit.sentence.code(named["scope"])
        own = _own_drafts(unit, group)
        if (unit.asserts and all(draft.kind in DESCRIPTIVE for draft in own)) or not own:
            # What a sentence only describes is no defect yet: what it asserts of it stays a claim beside it.
            own = [*own, *_plain_drafts(unit, group, is_told=_is_told(unit, before))]
        owner = owner_of(unit, group.head) if any(draft.kind in OWNED for draft in own) else ""
        for draft in own:
            settled = _settle(draft, unit, subject, scope, has_predicate=has_predicate)
            is_owned = draft.kind in OWNED and not settled.scope and owner.removesuffix("()") != settled.subject
            drafts.append(replace(settled, scope=owner) if is_owned else settled)
        subject = (
            next((draft.subject for draft in reversed(unit.drafts) if draft.subject), "") or _last_code(unit) or subject
        )
    return drafts


def _own_drafts(unit: Unit, group: Group) -> list[Draft]:
    """The drafts of a sentence; a title that names no subject says nothing beside a sentence of the same kind."""
    if unit.sentence is None or not (unit.sentence.is_lead or _is_topic(unit, group)):
        return list(unit.drafts)
    elsewhere = {
        draft.kind for other in group.head if other is not unit and not other.advises for draft in other.drafts
    }
    return [draft for draft in unit.drafts if draft.subject or draft.kind not in elsewhere]


def _is_topic(unit: Unit, group: Group) -> bool:
    """Whether a few words without code open a group, as a title does that is no heading ("*Infinite loop.*")."""
    is_first = unit is group.units[0] and len(group.units) > 1
    return is_first and unit.sentence is not None and not unit.sentence.codes and len(unit.masked.split()) <= _TOPIC


def _settle(draft: Draft, unit: Unit, subject: str, scope: str, *, has_predicate: bool) -> Draft:
    if unit.advises and draft.role in (Role.PREDICATE, Role.PREMISE) and (has_predicate or draft.role is Role.PREMISE):
        draft = replace(draft, role=Role.FIX)
    if (
        not draft.subject
        and subject
        and draft.kind not in _OF_THE_WHOLE
        and draft.quantifier is Quantifier.ONE
        and _POINTS_BACK.search(draft.words)
        and not (_THE_CLASS.search(draft.words) and _LOWER.fullmatch(subject))
    ):
        draft = replace(draft, subject=subject)
    if not draft.scope and scope and scope != draft.subject and draft.kind in _SCOPED:
        draft = replace(draft, scope=scope)
    return draft


def _last_code(unit: Unit) -> str:
    return unit.sentence.codes[-1].text if unit.sentence and unit.sentence.codes else ""


def _is_told(unit: Unit, before: Unit | None) -> bool:
    """Whether a label says that a sentence describes what is wrong, whatever its words ("Description: ...")."""
    if unit.label and not unit.is_label:
        return _DESCRIBES.fullmatch(unit.label) is not None
    is_headed = before is not None and before.is_label and before.block is unit.block
    return is_headed and before is not None and _DESCRIBES.fullmatch(before.label) is not None


def _plain_drafts(unit: Unit, group: Group, *, is_told: bool = False) -> tuple[Draft, ...]:
    """A claim for a sentence that no cue knows, where it says something at all."""
    sentence = unit.sentence
    if (
        sentence is None
        or unit.is_label
        or (sentence.is_lead and sentence is group.section.title and len(group.units) > 1)
    ):
        return ()
    role = (
        Role.IMPACT
        if unit.impacts
        else Role.FIX
        if unit.advises
        else Role.LABEL
        if _POINTS.search(sentence.masked)
        else Role.PREMISE
    )
    if not (is_told or unit.asserts or unit.impacts or unit.advises or len(group.units) == 1):
        return ()
    if sentence.text.rstrip().endswith(":") and len(group.units) > 1:
        return ()
    return (Draft("other", role, unit.span, sentence.masked.lower(), lines=lines_in(sentence.masked)),)


def _with_core(drafts: list[Draft]) -> list[Draft]:
    """Make sure that one claim is the core: the first plain assertion, else premise, else advice."""
    drafts = told_aside(drafts)
    if any(draft.role is Role.PREDICATE and not _is_vague(draft) for draft in drafts):
        return [
            replace(draft, role=Role.PREMISE) if draft.role is Role.PREDICATE and _is_vague(draft) else draft
            for draft in drafts
        ]
    if any(draft.role is Role.PREDICATE for draft in drafts):
        return drafts
    for wanted in ("plain", "premise", "fix", "any"):
        for index, draft in enumerate(drafts):
            if _can_be_core(draft, wanted) and draft.kind in DESCRIPTIVE:
                return [*drafts, Draft("other", Role.PREDICATE, draft.span, draft.words, lines=draft.lines)]
            if _can_be_core(draft, wanted):
                drafts[index] = replace(draft, role=Role.PREDICATE)
                return drafts
    return drafts


def _is_vague(draft: Draft) -> bool:
    """Whether a kind says so little ("inconsistent") that beside a named defect it is only its description."""
    return KINDS[draft.kind].family == "general"


def _can_be_core(draft: Draft, wanted: str) -> bool:
    if wanted == "plain":
        return draft.kind == "other" and draft.role is Role.PREMISE
    if wanted == "premise":
        return draft.role is Role.PREMISE
    if wanted == "fix":
        return draft.role is Role.FIX and draft.kind != "suggested-fix"
    return draft.kind != "suggested-fix"


def _claim(name: str, draft: Draft, text: str, place: Claimed) -> Claim:
    lines = draft.lines
    claimed = replace(place, start_line=lines[0], end_line=lines[1]) if lines else place
    return Claim(
        id=name,
        kind=draft.kind,
        role=draft.role,
        quote=text[draft.span.start : draft.span.end].strip(),
        span=draft.span,
        subject=draft.subject,
        scope=draft.scope,
        value=draft.value,
        number=draft.number,
        ordinal=draft.ordinal,
        quantifier=draft.quantifier,
        claimed=claimed,
        code=draft.code,
        words=draft.words,
    )


def findings_of(groups: Iterable[Group], origin: Origin) -> tuple[Finding, ...]:
    """A finding for each group; one that names nothing itself speaks of what the one before it named last."""
    found: list[Finding] = []
    before = ""
    for group in groups:
        named = [code.text for unit in group.units if unit.sentence for code in unit.sentence.codes]
        found.append(finding_of(group, origin, "" if named else before))
        before = next((claim.subject for claim in reversed(found[-1].claims) if claim.subject), "") or (
            named[-1] if named else before
        )
    return tuple(found)


def reviewed_spans(groups: Sequence[Group]) -> tuple[Span, ...]:
    """The spans of every unit that is part of a finding."""
    return tuple(unit.span for group in groups for unit in group.units)

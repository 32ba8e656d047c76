"""What the words of a claim or finding give to search the code with: quotes, names and lines."""

import re
from dataclasses import dataclass

from bot.code.quotes import clean_quote
from bot.code.spots import last_part
from bot.model.claim import Claim, Role
from bot.model.finding import Finding
from bot.model.place import Claimed, Extent

_SPAN = re.compile(r"`([^`\n]{1,200})`")
_NAME = re.compile(r"[A-Za-z_$][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*)*(?:\(\))?")
_LEAD = re.compile(r"\s*`([^`\n]{12,200})`\s*(?:\n|$)")
"""A line of code that stands alone at the head of a comment."""
_MARK = re.compile(r"[(=+*/<>\[{ ]")
_MOST_NAMES = 8
_MOST_QUOTES = 5


@dataclass(frozen=True, slots=True)
class Words:
    """`names` are what is spoken of, `hints` other names beside them, `lines` those that the words claim.

    `is_absence`: what is named may well not stand at the claimed lines.
    """

    quotes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    lines: Extent | None = None
    scope: str = ""
    is_absence: bool = False


def words_of_claim(claim: Claim) -> Words:
    """What one claim says. Code that it proposes is no quote."""
    code = claim.code if claim.role is not Role.FIX else None
    spans = _SPAN.findall(claim.quote)
    quotes = [clean_quote(code.text)] if code else []
    quotes += [span for span in spans if is_code(span)]
    hints = [span for span in spans if _NAME.fullmatch(span) and span not in (claim.subject, claim.scope)]
    return Words(
        quotes=tuple(dict.fromkeys(quote for quote in quotes if quote))[:_MOST_QUOTES],
        names=(claim.subject,) if last_part(claim.subject) else (),
        hints=tuple(dict.fromkeys(hints))[:_MOST_NAMES],
        lines=lines_of(claim.claimed),
        scope=claim.scope,
        is_absence=claim.kind.startswith(("missing-", "undefined-")),
    )


def words_of_finding(finding: Finding) -> Words:
    """What a finding says as a whole: the words of its claims that are no fix, then every name in it."""
    claims = [claim for claim in finding.claims if claim.role is not Role.FIX]
    lead = _LEAD.match(finding.quote)
    quotes = [lead[1]] if lead and is_code(lead[1]) else []
    quotes += [quote for claim in claims for quote in words_of_claim(claim).quotes]
    names = [name for claim in claims for name in (claim.subject, claim.scope)]
    return Words(
        quotes=tuple(dict.fromkeys(quotes))[:_MOST_QUOTES],
        names=tuple(dict.fromkeys(name for name in (*names, *finding.symbols) if last_part(name)))[:_MOST_NAMES],
        lines=lines_of(finding.claimed),
    )


def is_code(span: str) -> bool:
    """Whether an inline span is long and code-like enough to be looked for as a quote."""
    return len(span) >= 12 and not _NAME.fullmatch(span) and bool(_MARK.search(span))


def lines_of(claimed: Claimed) -> Extent | None:
    """The claimed lines as a range, or None."""
    if claimed.start_line is None:
        return None
    return Extent(claimed.start_line, max(claimed.start_line, claimed.end_line or claimed.start_line))

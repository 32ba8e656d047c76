"""How much of what bots say is found, measured on messages by another hand than the dialects, though not blind."""

from itertools import chain

import pytest

from bot.model.finding import Finding, ParsedReview, Status
from bot.parser.parse import parse
from tests.parser.dialects.fresh import CLAUDE, CODERABBIT, CODEX, COPILOT, GEMINI, Message, Real
from tests.parser.dialects.fresh_more import FEWER
from tests.parser.dialects.plain import PLAIN

FRESH = (*CODERABBIT, *COPILOT, *CODEX, *GEMINI, *CLAUDE, *FEWER)
LEAST_FOUND, MOST_INVENTED = 0.95, 0.05


def is_told(real: Real, finding: Finding, *, is_inline: bool) -> bool:
    """Whether a finding is the one that the message has: its words, its grade, its place."""
    claimed = finding.claimed
    is_there = is_inline or (claimed.path == real.path and _has_lines(real, finding))
    return is_there and real.title.lower() in finding.title.lower() and finding.severity == real.severity


def _has_lines(real: Real, finding: Finding) -> bool:
    return real.lines is None or (finding.claimed.start_line, finding.claimed.end_line) == real.lines


def matched(message: Message, parsed: ParsedReview) -> int:
    """How many of the real findings were made, each by one that is no other's."""
    left = list(parsed.findings)
    found = 0
    for real in message.real:
        one = next((finding for finding in left if is_told(real, finding, is_inline=message.is_inline)), None)
        if one is not None:
            left.remove(one)
            found += 1
    return found


@pytest.mark.parametrize(("name", "messages"), [("by dialect", FRESH), ("plain", PLAIN)], ids=("dialects", "plain"))
def test_share_that_is_found(name: str, messages: tuple[Message, ...]) -> None:
    """
    At least 95 of 100 real findings are made with title, grade and place, and at most 5 of 100 that are made are invented.
    """
    parsed = [parse(message.review()) for message in messages]
    real = sum(len(message.real) for message in messages)
    made = sum(len(one.findings) for one in parsed)
    found = [matched(message, one) for message, one in zip(messages, parsed, strict=True)]
    missed = [one.name for one, count in zip(messages, found, strict=True) if count < len(one.real)]
    print(f"{name}: {sum(found)} of {real} found, {made - sum(found)} of {made} invented")

    assert sum(found) >= LEAST_FOUND * real, missed
    assert made - sum(found) <= MOST_INVENTED * made


@pytest.mark.parametrize(
    "message", [one for one in chain(FRESH, PLAIN) if not one.real], ids=lambda one: f"{one.dialect}: {one.name}"
)
def test_what_is_no_finding(message: Message) -> None:
    """
    A message that only tells how the bot fares makes no finding and no clean vote; a clean note is one and no more.
    """
    parsed = parse(message.review())

    assert (parsed.findings, parsed.says_clean) == ((), "all" if message.kind == "clean" else None)
    assert (parsed.status is Status.CLEAN) == (message.kind == "clean")


def test_there_are_sixty() -> None:
    """
    The measure stands on sixty messages, of all kinds.
    """
    assert len(FRESH) >= 60
    assert {one.kind for one in FRESH} == {"", "status", "clean"}

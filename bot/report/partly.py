"""What of a finding that holds is not so: one of the names that it lists, or a half of what it says."""

from collections.abc import Sequence

from bot.model.evidence import Evidence, Outcome, Strength, Verdict
from bot.model.report import MergedFinding
from bot.report.wording import DECIDING, Part, Sentence, Theirs, seen_sentence

_MOST = 3
_HOLDS = frozenset({Verdict.CONFIRMED, Verdict.PLAUSIBLE})


def except_sentence(finding: MergedFinding) -> Sentence:
    """What the code disproves of a finding that holds otherwise; empty where nothing."""
    seen = _against(finding) if finding.verdict in _HOLDS else ()
    if not seen:
        return ()
    told = [part for entry in seen[:_MOST] for part in (" ", *seen_sentence(entry, is_brief=True))][1:]
    more = (f" And {len(seen) - _MOST} more.",) if len(seen) > _MOST else ()
    return ("But ", *_continued(told), *more)


def _continued(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts of a sentence that goes on behind "But"."""
    first = parts[0]
    if not isinstance(first, Theirs) or not first.text[1:2].islower():
        return parts
    return (Theirs(first.text[:1].lower() + first.text[1:]), *parts[1:])


def _against(finding: MergedFinding) -> tuple[Evidence, ...]:
    """Proofs against claims of which no source is proved right, each sentence once."""
    decided = {
        entry.claim.id for entry in finding.claims if entry.claim.role in DECIDING and entry.verdict is Verdict.REFUTED
    }
    found = (
        entry
        for entry in finding.evidence
        if entry.outcome is Outcome.DISPROVES and entry.strength is Strength.PROOF and entry.claim in decided
    )
    return tuple({entry.detail: entry for entry in found}.values())

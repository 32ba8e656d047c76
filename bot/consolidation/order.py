"""The order of a report: verdict, confidence, path, line, id."""

from bot.model.evidence import Verdict
from bot.model.report import MergedFinding

_VERDICTS = {verdict: rank for rank, verdict in enumerate(Verdict)}

OrderKey = tuple[int, float, bool, str, int, str]


def order_key(finding: MergedFinding) -> OrderKey:
    """Sorts findings as a report shows them; those without a number or a place come last among their like."""
    confidence = -1.0 if finding.confidence is None else finding.confidence
    place = finding.location
    line = place.start_line if place.start_line is not None else 10**9
    return _VERDICTS[finding.verdict], -confidence, place.path is None, place.path or "", line, finding.id

"""What the next answer must know of this one, taken from the report and found again in our comment."""

import re
from dataclasses import replace

from bot.model.history import History, Past
from bot.model.neutral import one_line
from bot.model.report import MergedFinding, Report
from bot.model.secrets import cut_secrets
from bot.poster.marker import Marker
from bot.poster.wire import LONGEST_PATH, LONGEST_TITLE

# A pair of them would come back from JSON as one character.
_SURROGATES = re.compile("[\ud800-\udfff]")


def history_of(report: Report) -> History:
    """What a report tells of each finding, and of those that nobody proposes any longer, in order of id.

    Titles are one line without secrets, cut to 80 characters; of findings with one id the first counts.
    """
    found = {finding.id: _past(finding) for finding in reversed(report.findings)}
    gone = () if report.since is None else report.since.gone
    found = {past.id: replace(past, is_gone=True) for past in reversed(gone)} | found
    return History(
        revision=report.revision,
        since=None if report.since is None else report.since.revision,
        findings=tuple(found[name] for name in sorted(found)),
    )


def read(body: str, key: str) -> History | None:
    """What a comment of ours told; None where its last line is no marker with this key, or is not as we write it."""
    return Marker(key).read(body)


def _past(finding: MergedFinding) -> Past:
    path = finding.location.path
    title = _SURROGATES.sub("\ufffd", one_line(cut_secrets(finding.title)))[:LONGEST_TITLE]
    return Past(
        id=finding.id,
        verdict=finding.verdict,
        state=finding.state,
        kind=finding.kind,
        title=title.rstrip(),
        path=None if path is None or len(path) > LONGEST_PATH else _SURROGATES.sub("\ufffd", path),
        held_at=finding.held_at,
        was_fixed=finding.was_fixed,
    )

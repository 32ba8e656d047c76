"""What people said to a finding, in sentences: their answers in its thread, and their decisions."""

from bot.model.neutral import one_line
from bot.model.report import MergedFinding
from bot.model.review import SourceState
from bot.report.wording import Part, Quote, Sentence, Theirs, counted

SHOWN_REPLIES = 2
_CLOSED = {
    SourceState.RESOLVED: "It is marked as resolved.",
    SourceState.WITHDRAWN: "It was withdrawn.",
}


def replied_sentence(finding: MergedFinding) -> Sentence:
    """What people answered to it, the first few, and whether its thread is closed; empty where nobody did."""
    parts: list[Part] = []
    replies = [reply for source in finding.sources for reply in source.replies]
    for reply in replies[:SHOWN_REPLIES]:
        words = _own_words(reply.body)
        end = "" if words.endswith((".", "!", "?", "…")) else "."
        parts += [*([" "] if parts else []), Theirs(reply.author), " replied: ", Quote(words), end]
    if len(replies) > SHOWN_REPLIES:
        parts.append(f" And {counted(len(replies) - SHOWN_REPLIES, 'more reply', 'more replies')}.")
    states = {source.state for source in finding.sources}
    if len(states) == 1 and (said := _CLOSED.get(states.pop())):
        parts.append(f"{' ' if parts else ''}{said}")
    return tuple(parts)


def _own_words(text: str) -> str:
    """An answer without what it quotes, unless that is all."""
    own = one_line("\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">")))
    return own or one_line(text)


def dismissed_sentence(finding: MergedFinding) -> Sentence:
    """Who dismissed it and why; empty where that is not known."""
    decision = finding.dismissed_by
    if decision is None:
        return ()
    by: Sentence = ("Dismissed by ", Theirs(decision.by))
    reason = one_line(decision.reason)
    if not reason:
        return (*by, ".")
    return (*by, ": ", Quote(reason), "" if reason.endswith((".", "!", "?", "…")) else ".")

"""Whether an answer is to be said, and which of its texts: nothing can be edited at Gerrit, so nothing is said twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.forges.gerrit.messages import Own
from bot.forges.gerrit.tag import Tag, parted, short_digest
from bot.model.forge import Answer

MOST_BY_ITSELF = 3
"""Answers on one patch set that nobody asked for."""

_DELETED = "Our message was deleted, and is not written again until somebody asks for it."
_ENOUGH = "Three answers that nobody asked for stand on this patch set already; ask for the next one with a command."


@dataclass(frozen=True, slots=True)
class Plan:
    """The words that are to be said with their tag, or that there is nothing to say: `tag` is None, `note` says why."""

    words: str = ""
    tag: Tag | None = None
    note: str = ""


def decide(answer: Answer, answers: Sequence[Own], patch_set: int, asked: tuple[str, ...]) -> Plan:
    """What is to be said, by what we said on the change so far, oldest first. ValueError for a text without a hidden line.

    `patch_set` is the one that the answer is for, `asked` the short names of the messages that asked for it.
    """
    text = answer.text or (answer.brief if asked else "")
    if not text:
        return Plan()
    here = [one for one in answers if one.patch_set == patch_set]
    words, line = parted(text)
    if not words:
        return Plan()
    tag = Tag(line, short_digest(answer.digest), asked)
    stands = bool(here) and not here[-1].is_deleted and here[-1].tag.digest == tag.digest
    if not asked:
        return _by_itself(Plan(words, tag), answers, here, stands=stands)
    if any(set(asked) <= set(one.tag.asked) for one in here):
        return Plan()
    if stands:
        return Plan(_brief(answer, line), tag) if answer.brief.strip() else Plan()
    return Plan(words, tag)


def _by_itself(plan: Plan, answers: Sequence[Own], here: Sequence[Own], *, stands: bool) -> Plan:
    if answers and answers[-1].is_deleted:
        return Plan(note=_DELETED)
    if stands:
        return Plan()
    if sum(not one.tag.asked for one in here) >= MOST_BY_ITSELF:
        return Plan(note=_ENOUGH)
    return plan


def _brief(answer: Answer, line: str) -> str:
    """What is said where the text stands; with or without the hidden line."""
    return answer.brief.strip().removesuffix(line).rstrip()

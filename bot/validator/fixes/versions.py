"""Several versions of one fix in one finding that disagree on what the same call gets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.code.apply import dedented
from bot.code.rows import Shape
from bot.model.evidence import Evidence, Strength
from bot.model.facts import Call
from bot.model.finding import Finding
from bot.model.place import Extent
from bot.validator.fixes.prose import offers_alternatives, prose_of
from bot.validator.fixes.trial import Trial, in_words, shown
from bot.validator.scene import Scene

_MOST_CALLS = 300
_REWRITES = re.compile(
    r"\bcorrect(?:ed|ly)|\bshould (?:be|look|read|become)|\bchang|\breplac|\bupdat|\brewrit|\bfixed"
    r"|\binstead",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two fixes that give the call at `lines` different arguments; `mine` and `other` are how each writes it."""

    trial: Trial
    other_claim: str
    mine: Call
    other: Call
    lines: Extent
    block: int | None

    def evidence(self) -> Evidence:
        """The disagreement as evidence against one of the two."""
        detail = (
            f"the fix disagrees with the review's other version about the call at {in_words(self.lines)}:"
            f" `{_written(self.mine)}` here, `{_written(self.other)}` in its other block ({self.other_claim})"
        )
        place = shown(self.trial.path, self.lines.start, self.lines.end)
        return self.trial.against("fix-contradicts-itself", Strength.PROOF, detail, place)


@dataclass(frozen=True, slots=True)
class _Version:
    trial: Trial
    new: Call
    old: Extent
    block: int | None
    is_guess: bool = False


def conflicts(tried: Sequence[Trial], finding: Finding, scene: Scene) -> list[Conflict]:
    """Each pair of blocks that replace one live call by two different ones, unless they are offered as a choice."""
    if len(tried) < 2 or offers_alternatives(prose_of(finding), [block.lead for block in finding.blocks]):
        return []
    versions = [version for trial in tried for version in _versions(trial, scene)]
    found: list[Conflict] = []
    for at, one in enumerate(versions[:200]):
        for other in versions[at + 1 : 200]:
            is_same_call = (
                one.old == other.old and one.trial.path == other.trial.path and one.new.callee == other.new.callee
            )
            if (
                one.trial.claim.id == other.trial.claim.id
                or not is_same_call
                or _arguments(one.new) == _arguments(other.new)
            ):
                continue
            if one.is_guess and other.is_guess:
                continue
            found.append(Conflict(one.trial, other.trial.claim.id, one.new, other.new, one.old, one.block))
            found.append(Conflict(other.trial, one.trial.claim.id, other.new, one.new, other.old, other.block))
    return found


def _versions(trial: Trial, scene: Scene) -> list[_Version]:
    """The old calls that a fix rewrites, each with its new form."""
    if trial.applied.shape is Shape.SNIPPET and not _is_rewrite(trial):
        return []
    shown_call = _single_call(trial, scene)
    if shown_call is not None:
        return [shown_call]
    facts = trial.facts()
    if facts is None or not trial.works or trial.applied.shape is Shape.INLINE:
        return []
    removed = frozenset(trial.applied.removed)
    by_line = {row.new: row.block for row in trial.applied.added}
    gone = [call for call in facts[0].calls if _touches(call, removed)]
    new = [call for call in facts[1].calls if _touches(call, frozenset(by_line))]
    if len(gone) > _MOST_CALLS or len(new) > _MOST_CALLS:
        return []
    found: list[_Version] = []
    for callee in dict.fromkeys(call.callee for call in gone):
        # The fix may also add calls; only what stands where the old call stood is its new version.
        for old in [call for call in gone if call.callee == callee]:
            start = trial.applied.new_line_of(old.lines.start)
            match = next(
                (call for call in new if call.callee == callee and start is not None and _is_at(call, start)), None
            )
            if match is not None and not _is_abridged(match):
                block = next(
                    (by_line[line] for line in range(match.lines.start, match.lines.end + 1) if line in by_line), None
                )
                found.append(_Version(trial, match, old.lines, block))
    return found


def _is_rewrite(trial: Trial) -> bool:
    """Whether the words before the block say that it takes the place of something."""
    return trial.claim.code is not None and _REWRITES.search(trial.claim.code.lead) is not None


def _single_call(trial: Trial, scene: Scene) -> _Version | None:
    """A snippet that is one call, of which the file has exactly one live one: the snippet is how that one should be."""
    facts = trial.before.facts
    if facts is None or not facts.is_complete or trial.applied.shape is not Shape.SNIPPET:
        return None
    read = scene.reading(trial.path, dedented("\n".join(trial.block)))
    if read is None or read.facts is None or not read.facts.is_complete or len(read.facts.statements) != 1:
        return None
    outer = [call for call in read.facts.calls if call.is_statement]
    if len(outer) != 1 or _is_abridged(outer[0]):
        return None
    live = [call for call in facts.calls if call.callee == outer[0].callee]
    if len(live) != 1 or len(live[0].arguments) != len(outer[0].arguments):
        return None
    if _arguments(live[0]) == _arguments(outer[0]):
        return None
    return _Version(trial, outer[0], live[0].lines, outer[0].lines.start, is_guess=True)


def _touches(call: Call, lines: frozenset[int]) -> bool:
    return any(line in lines for line in range(call.lines.start, min(call.lines.end, call.lines.start + 50) + 1))


def _is_at(call: Call, line: int) -> bool:
    return line in call.lines


def _is_abridged(call: Call) -> bool:
    return any("..." in argument.text or "…" in argument.text for argument in call.arguments)


def _arguments(call: Call) -> tuple[tuple[str | None, str], ...]:
    return tuple((argument.keyword, "".join(argument.text.split())) for argument in call.arguments)


def _written(call: Call) -> str:
    inside = ", ".join(f"{a.keyword}={a.text}" if a.keyword else a.text for a in call.arguments)
    return f"{call.callee}({inside})"[:160]

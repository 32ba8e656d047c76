"""From evidence to verdicts: of a claim, and of the finding that is made of claims."""

from collections.abc import Iterable, Sequence

from bot.model.claim import Role
from bot.model.evidence import Evidence, JudgedClaim, Outcome, Strength, Verdict

_EXISTENCE = frozenset({"quoted-code", "live-line", "missing-call", "missing-construct"})
"""Kinds that only say that something stands there."""

_DESCRIPTION = frozenset(
    {
        "stated-value",
        "stated-member",
        "stated-count",
        "stated-home",
        "stated-use",
        "stated-base",
        "stated-nature",
        "stated-method",
    }
)
"""Kinds that say what is there, which is a finding by itself only where nothing else is said."""

_CONTRASTED = _DESCRIPTION - {"stated-value", "stated-count", "stated-home"}
"""What is told of these beside another claim is the other half of a contrast: "has no `stop` although `COMMANDS` has it"."""

_TELLING = frozenset({"comment-says", "wrong-call-count"})
"""Premises that by themselves speak for the defect that is built on them."""


def verdict_of_claim(claim: str, evidence: Iterable[Evidence]) -> Verdict:
    """Refuted or confirmed by proof on one side only; plausible when something supports and nothing contradicts."""
    mine = [seen for seen in evidence if seen.claim == claim]
    proofs = {seen.outcome for seen in mine if seen.strength is Strength.PROOF} - {Outcome.NEUTRAL}
    if len(proofs) > 1:
        return Verdict.UNVERIFIABLE
    if Outcome.DISPROVES in proofs:
        return Verdict.REFUTED
    against = any(seen.outcome is Outcome.DISPROVES for seen in mine)
    if Outcome.SUPPORTS in proofs:
        return Verdict.UNVERIFIABLE if against and _is_strong_against(mine) else Verdict.CONFIRMED
    supported = any(seen.outcome is Outcome.SUPPORTS for seen in mine)
    return Verdict.PLAUSIBLE if supported and not against else Verdict.UNVERIFIABLE


def _is_strong_against(evidence: Sequence[Evidence]) -> bool:
    return any(seen.outcome is Outcome.DISPROVES and seen.strength is not Strength.WEAK for seen in evidence)


def verdict_of_finding(claims: Sequence[JudgedClaim]) -> Verdict:
    """The verdict of the core, unless a premise under it is refuted. Fixes, labels and impact have no say.

    A finding whose core lists members ("such as `a` and `b`") is confirmed by one member and refuted only by all. That a
    line or a call is there says nothing of what is wrong with it; that a call stands twice, or a comment admits it, does.
    """
    core = [judged for judged in claims if judged.claim.role is Role.PREDICATE]
    premises = [judged for judged in claims if judged.claim.role is Role.PREMISE]
    if not core:
        return Verdict.UNVERIFIABLE
    verdicts = {judged.verdict for judged in core}
    if Verdict.CONFIRMED in verdicts and not _is_mere_existence(core):
        return Verdict.PLAUSIBLE if _is_description_of_more(core, premises) else Verdict.CONFIRMED
    if verdicts == {Verdict.REFUTED} or any(judged.verdict is Verdict.REFUTED for judged in premises):
        return Verdict.REFUTED
    own = verdicts & {Verdict.CONFIRMED, Verdict.PLAUSIBLE} if not _is_mere_existence(core) else set()
    told = any(j.verdict in (Verdict.CONFIRMED, Verdict.PLAUSIBLE) and j.claim.kind in _TELLING for j in premises)
    return Verdict.PLAUSIBLE if own or told else Verdict.UNVERIFIABLE


def _is_mere_existence(core: Sequence[JudgedClaim]) -> bool:
    return all(judged.claim.kind in _EXISTENCE for judged in core)


def _is_description_of_more(core: Sequence[JudgedClaim], premises: Sequence[JudgedClaim]) -> bool:
    """Whether what is confirmed only describes what another sentence judges, which nobody could check."""
    told = [judged for judged in core if judged.verdict is Verdict.CONFIRMED]
    kinds = {judged.claim.kind for judged in told}
    said = {judged.claim.quote for judged in told}
    beside = [] if kinds & _CONTRASTED else [judged for judged in core if judged.claim.kind not in _DESCRIPTION]
    return kinds <= _DESCRIPTION and any(
        judged.claim.quote not in said and judged.verdict is not Verdict.CONFIRMED for judged in (*premises, *beside)
    )


def has_proof_on_both_sides(claim: str, evidence: Iterable[Evidence]) -> bool:
    """Whether our own checks contradict each other about a claim: a bug of ours, to be named in the limits."""
    proofs = {e.outcome for e in evidence if e.claim == claim and e.strength is Strength.PROOF}
    return {Outcome.SUPPORTS, Outcome.DISPROVES} <= proofs

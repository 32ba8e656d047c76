"""What is quoted of a refuted finding: the words that the code disproves, short enough to be read whole."""

import re
from collections.abc import Mapping, Sequence

from bot.model.claim import Claim
from bot.model.evidence import Evidence, Outcome
from bot.model.meant import with_name
from bot.model.report import MergedFinding
from bot.report.leads import fitted_words, told_words
from bot.report.wording import DECIDING, deciding

SHOWN_QUOTE = 110
_CUT = re.compile(r"(?:,|&|\b(?:and|or|nor))$")
"""How the words of one member of a list end."""
_BOLD = re.compile(r"^(?P<mark>\*\*|__)(?P<words>(?:(?!\*\*|__).)+)(?P=mark)$")
_WORD = re.compile(r"[^\W\d]\w+")


def refutation(finding: MergedFinding, shared: Evidence | None) -> tuple[str, tuple[Evidence, ...]]:
    """The false words of a refuted finding, and its disproofs but the one that a group shares."""
    proofs = deciding(finding)
    own = tuple(seen for seen in proofs if shared is None or seen.detail != shared.detail)
    words = _BOLD.sub(r"\g<words>", _false_words(finding, (*own, *proofs)))
    return fitted_words(words, SHOWN_QUOTE), own


def _false_words(finding: MergedFinding, proofs: Sequence[Evidence]) -> str:
    """The words that the first proof is against, the shortest where several don't fit; code only where no prose is disproved."""
    claims = {entry.claim.id: entry.claim for entry in finding.claims if entry.claim.role in DECIDING}
    against: dict[str, dict[str, Claim]] = {}
    for seen in finding.evidence:
        if seen.outcome is Outcome.DISPROVES and seen.claim in claims:
            against.setdefault(seen.detail, {})[seen.claim] = claims[seen.claim]
    for proof in proofs:
        prose = [_named_words(claim) for claim in against.get(proof.detail, {}).values() if not _is_code(claim)]
        if len(prose) == 1 and _CUT.search(prose[0]):
            return told_words(_whole_list(proof, claims))
        if prose:
            return min(prose, key=lambda words: max(0, len(words) - SHOWN_QUOTE))
    first = claims.get(proofs[0].claim) if proofs else None
    return told_words(finding.title) if first is None else _named_words(first)


def _named_words(claim: Claim) -> str:
    return with_name(told_words(claim.quote), claim.subject, is_quoted=True)


def _whole_list(proof: Evidence, claims: Mapping[str, Claim]) -> str:
    """The words of a list of names from the one that is disproved to its end, where the verb stands."""
    first = claims[proof.claim]
    words = first.quote
    for claim in sorted(claims.values(), key=lambda one: one.span):
        if claim.kind == first.kind and claim.span > first.span and _CUT.search(words):
            words = f"{words} {claim.quote}"
    return words


def _is_code(claim: Claim) -> bool:
    """Whether the words of a claim are code that is said to stand somewhere, and nothing else."""
    if claim.kind != "quoted-code" or claim.code is None:
        return False
    return len(set(_WORD.findall(claim.quote)) - set(_WORD.findall(claim.code.text))) <= 1

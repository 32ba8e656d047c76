"""Judges a finding: anchors its claims, asks the check for each, judges its fixes, and draws the verdict."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.model.claim import Claim, Role
from bot.model.evidence import Evidence, JudgedClaim, JudgedFinding, Outcome, Verdict
from bot.model.finding import Finding
from bot.model.place import Rung
from bot.validator.anchoring import anchor
from bot.validator.check import Check, Decision, Seen
from bot.validator.checks import CHECKS
from bot.validator.fixes import FixJudgement, fixed_sources, fixed_words, judge_fixes
from bot.validator.nowhere import impossible_place
from bot.validator.plain_scope import scoped
from bot.validator.remarks import remarks
from bot.validator.restates import restated_comments
from bot.validator.scene import Scene
from bot.validator.verdicts import verdict_of_claim, verdict_of_finding

T = TypeVar("T")

_LOOSE = (Rung.SYMBOL, Rung.OTHER_FILE, Rung.SOLE_FILE, Rung.FILE)
"""Rungs that say in which file or definition, but hardly where."""

_BY_KIND: Mapping[str, Check] = {check.kind: check for check in CHECKS}


def validate(findings: Sequence[Finding], scene: Scene) -> tuple[JudgedFinding, ...]:
    """Say of each finding what holds of it in the code of the scene; the order is kept."""
    placed = tuple(scoped(anchor(finding, scene), scene) for finding in findings)
    scene.announce(_words(placed, scene), _sources(placed, scene))
    return tuple(_judge(finding, scene) for finding in placed)


def _judge(finding: Finding, scene: Scene) -> JudgedFinding:
    evidence: list[Evidence] = []
    crashes: list[str] = []
    for claim in finding.claims:
        check = _BY_KIND.get(claim.kind)
        if check is not None:
            evidence += _examine(check, claim, scene, crashes)
    evidence += impossible_place(finding, scene)
    restated = restated_comments(finding, scene)
    evidence += remarks(finding, restated, scene, has_false_premise=_has_false_premise(finding, evidence))
    fixes = _fixes(finding, scene, crashes)
    evidence += fixes.evidence
    claims = tuple(
        JudgedClaim(claim, verdict_of_claim(claim.id, evidence)) for claim in (*finding.claims, *fixes.claims)
    )
    judged = JudgedFinding(
        finding=finding,
        verdict=verdict_of_finding(claims),
        claims=claims,
        evidence=tuple(evidence),
        suggestions=fixes.suggestions,
        restates=restated,
        crashes=(*crashes, *fixes.crashes),
    )
    return _at_remark(judged)


def _at_remark(judged: JudgedFinding) -> JudgedFinding:
    """A finding that was placed by a mere name stands where the code itself says the same."""
    place = judged.finding.location
    if judged.verdict is Verdict.REFUTED or not judged.restates or place.rung not in _LOOSE:
        return judged
    there = judged.restates[0]
    moved = replace(place, path=there.path, start_line=there.start_line, end_line=there.end_line)
    claims = tuple(
        replace(one, claim=replace(one.claim, location=moved)) if one.claim.role is Role.PREDICATE else one
        for one in judged.claims
    )
    return replace(judged, finding=replace(judged.finding, location=moved), claims=claims)


def _has_false_premise(finding: Finding, evidence: Sequence[Evidence]) -> bool:
    """Whether a premise of the finding is disproved already."""
    return any(
        claim.role is Role.PREMISE and verdict_of_claim(claim.id, evidence) is Verdict.REFUTED
        for claim in finding.claims
    )


def _examine(check: Check, claim: Claim, scene: Scene, crashes: list[str]) -> list[Evidence]:
    seen = [
        (Outcome.SUPPORTS, _ask(check, check.confirm, claim, scene, crashes)),
        (Outcome.DISPROVES, _ask(check, check.refute, claim, scene, crashes)),
    ]
    found = [_evidence(check, claim, outcome, answer) for outcome, answer in seen if answer is not None]
    if found:
        return found
    note = _ask(check, check.note, claim, scene, crashes)
    return [] if note is None else [_evidence(check, claim, Outcome.NEUTRAL, note)]


def _ask(check: Check, decision: Decision, claim: Claim, scene: Scene, crashes: list[str]) -> Seen | None:
    try:
        return decision(claim, scene)
    except Exception as error:  # noqa: BLE001 - one bad check must not silence the others; the crash is reported
        crashes.append(f"check {check.kind} failed on claim {claim.id}: {type(error).__name__}")
        return None


def _evidence(check: Check, claim: Claim, outcome: Outcome, seen: Seen) -> Evidence:
    return Evidence(check.kind, claim.id, outcome, seen.strength, seen.detail, seen.lines)


def _fixes(finding: Finding, scene: Scene, crashes: list[str]) -> FixJudgement:
    def examine(claim: Claim, where: Scene) -> Sequence[Evidence]:
        check = _BY_KIND.get(claim.kind)
        return [] if check is None else _examine(check, claim, where, crashes)

    try:
        return judge_fixes(finding, scene, examine)
    except Exception as error:  # noqa: BLE001 - a fix that cannot be judged must not silence the checks; the crash is reported
        crashes.append(f"the fixes of a finding could not be judged: {type(error).__name__}")
        return FixJudgement()


def _words(findings: Sequence[Finding], scene: Scene) -> set[str]:
    """The last part of every subject, and what fixes call: what may be looked up in the whole tree."""
    names = (claim.subject for finding in findings for claim in finding.claims)
    words = (name.rstrip("()").rsplit(".", 1)[-1] for name in names)
    called = (word for finding in findings for word in _announced(fixed_words, finding, scene))
    return {word for word in (*words, *called) if word.isidentifier()}


def _announced(ask: Callable[[Finding, Scene], set[T]], finding: Finding, scene: Scene) -> set[T]:
    """What will be asked for; nothing where asking fails: the judging then fails too, and says so."""
    try:
        return ask(finding, scene)
    except Exception:  # noqa: BLE001 - see `_fixes`, which records it
        return set()


def _sources(findings: Sequence[Finding], scene: Scene) -> set[tuple[str, str]]:
    """Every Python text that a claim is anchored in, as it is and with each fix, for one run of the linter."""
    paths = {(claim.location.path, claim.location.side) for finding in findings for claim in finding.claims}
    files = (
        scene.file(path, side)
        for path, side in sorted(p for p in paths if p[0])
        if path and path.endswith((".py", ".pyi"))
    )
    texts = {(file.path, file.text) for file in files if file is not None and file.facts is not None}
    return texts.union(*(_announced(fixed_sources, finding, scene) for finding in findings))

"""Plans the cases of every recipe, says words about them, and has the real parser and validator judge them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from multiprocessing import Pool
from random import Random  # noqa: TID251 - seeded by an argument

from bot.model.claim import Role
from bot.model.evidence import JudgedFinding, Verdict
from bot.model.finding import Finding
from bot.parser.parse import parse
from bot.validator.engine import validate
from bot.validator.scene import Scene
from tests.fakes import MemoryCode
from tests.judging import review_of
from tests.recipes.case import Case, Label, Recipe
from tests.recipes.frames import FRAMES, fits, said
from tests.recipes.material import sources
from tests.recipes.mutations import RECIPES

SAID_OF_A_FILE = 5
"""Wordings that are tried on the cases of one file."""

_DECIDED = (Verdict.REFUTED, Verdict.CONFIRMED)


@dataclass(frozen=True)
class Plan:
    """What is said of one case: an index into the recipes, the case, and pairs of wording and frame by index."""

    recipe: int
    path: str
    case: Case
    words: tuple[tuple[int, int], ...]

    @property
    def tree(self) -> tuple[str, dict[str, str], dict[str, str]]:
        """The path that is spoken of, the head tree, and the base tree."""
        path = self.case.path or self.path
        base = {} if self.case.base is None else {path: self.case.base}
        return path, {path: self.case.text, **self.case.others}, base


@dataclass(frozen=True)
class Result:
    """What became of one claim. `verdict` is None where no claim of the right kind was made."""

    recipe: int
    label: Label
    frame: str
    template: str
    place: str
    text: str
    verdict: Verdict | None
    kind: str
    evidence: tuple[tuple[str, str, str], ...] = ()
    details: tuple[str, ...] = ()
    finding: Verdict | None = None
    crashes: tuple[str, ...] = ()


def run(packages: tuple[str, ...], seed: int, files: int, names: Sequence[str]) -> list[Result]:
    """Results in the order of recipes and cases, whatever the number of processes."""
    wanted = [i for i, recipe in enumerate(RECIPES) if not names or recipe.name in names or str(recipe.number) in names]
    with Pool() as pool:
        plans = [
            plan
            for found in pool.starmap(_plan, [(i, packages, seed, files) for i in wanted], chunksize=1)
            for plan in found
        ]
        ordered = sorted(range(len(plans)), key=lambda i: _key(plans[i]))
        groups = [[plans[i] for i in group] for _, group in groupby(ordered, key=lambda i: _key(plans[i]))]
        judged = pool.map(_judge, groups, chunksize=4)
    results = [result for group in judged for result in group]
    return sorted(results, key=lambda r: (r.recipe, r.place, r.text, r.label is True))


def _key(plan: Plan) -> tuple[str, str, str, str]:
    path, head, base = plan.tree
    return path, repr(head), repr(base), ""


_LOADED: dict[tuple[tuple[str, ...], int], list] = {}


def _plan(index: int, packages: tuple[str, ...], seed: int, files: int) -> list[Plan]:
    """The cases of one recipe from so many files that offer what it needs."""
    recipe, plans, used = RECIPES[index], [], 0
    if (packages, seed) not in _LOADED:
        _LOADED[packages, seed] = sources(packages, seed)
    for source in _LOADED[packages, seed]:
        chance = Random(f"{seed} {recipe.name} {source.path}")
        cases = recipe.mutate(source, chance)
        if not cases:
            continue
        words = _words(recipe, cases, chance)
        is_change = chance.random() < 0.5
        for case in cases:
            base = source.text if is_change and case.text != source.text and not case.path else None
            plans.append(Plan(index, source.path, replace(case, base=base), words))
        used += 1
        if used == files:
            break
    return plans


def _words(recipe: Recipe, cases: Sequence[Case], chance: Random) -> tuple[tuple[int, int], ...]:
    """Pairs of wording and frame that fit all cases of a file: the same words for the true and the false one."""
    pairs = [
        (w, f)
        for w, wording in enumerate(recipe.wordings)
        for f, frame in enumerate(FRAMES)
        if wording.group in ("", cases[0].group) and all(fits(frame, wording, case) for case in cases)
    ]
    return tuple(sorted(chance.sample(pairs, min(SAID_OF_A_FILE, len(pairs)))))


def _judge(plans: Sequence[Plan]) -> list[Result]:
    """Everything said of one tree, in one batch."""
    path, head, base = plans[0].tree
    findings: list[Finding] = []
    spoken = []
    for plan in plans:
        recipe = RECIPES[plan.recipe]
        for w, f in plan.words:
            words = said(FRAMES[f], recipe.wordings[w], plan.case, path)
            found = parse(review_of(words)).findings
            spoken.append((plan, w, f, words, len(findings), len(findings) + len(found)))
            findings += found
    judged = validate(findings, Scene(MemoryCode(head, base)))
    return [_result(plan, w, f, words.text, judged[start:end]) for plan, w, f, words, start, end in spoken]


def _result(plan: Plan, w: int, f: int, text: str, judged: Sequence[JudgedFinding]) -> Result:
    recipe = RECIPES[plan.recipe]
    wording, case = recipe.wordings[w], plan.case
    label = wording.label(case.label)
    kinds = wording.kinds or recipe.kinds
    found = [
        (j, c)
        for j in judged
        for c in j.claims
        if c.claim.kind in kinds and (c.claim.role is not Role.FIX or "suggested-fix" in kinds)
    ]
    mine = {(id(j), c.claim.id) for j, c in found}
    evidence = [e for j in judged for e in j.evidence if (id(j), e.claim) in mine]
    return Result(
        recipe=plan.recipe,
        label=label,
        frame=FRAMES[f].name,
        template=wording.template,
        place=f"{case.path or plan.path}:{case.line}",
        text=text,
        verdict=_worst(label, [c.verdict for _, c in found]),
        kind=found[0][1].claim.kind if found else kinds[0],
        evidence=tuple((e.check, e.outcome.value, e.strength.value) for e in evidence),
        details=tuple(e.detail for e in evidence)
        if found
        else tuple(f"{c.claim.kind}: {c.verdict.value}" for j in judged for c in j.claims),
        finding=None if "suggested-fix" in kinds else _worst(label, [j.verdict for j in judged]),
        crashes=tuple(crash for j in judged for crash in j.crashes),
    )


def _worst(label: Label, verdicts: Iterable[Verdict]) -> Verdict | None:
    """The verdict that would be an error, if there is one; else the one that says most."""
    found = sorted(
        verdicts,
        key=lambda verdict: (is_wrong(label, verdict), verdict in _DECIDED, verdict is Verdict.PLAUSIBLE),
        reverse=True,
    )
    return found[0] if found else None


def is_wrong(label: Label, verdict: Verdict | None) -> bool:
    """Whether a verdict is an error for words of this label."""
    return (verdict is Verdict.REFUTED and label is not False) or (verdict is Verdict.CONFIRMED and label is not True)

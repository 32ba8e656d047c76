"""The figures of a run: recognition, precision and recall, a line a recipe, and the first errors in full."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model.evidence import Verdict
from tests.recipes.mutations import RECIPES
from tests.recipes.trial import Result, is_wrong

LEAST_PRECISION = 0.98
_HEAD = f"{'recipe':30} {'claims':>6} {'recog.':>6} {'refuted: n':>10} {'prec.':>6} {'recall':>6} {'confirmed: n':>12} {'prec.':>6} {'recall':>6} {'finding wrong':>13}"


@dataclass(frozen=True)
class Row:
    """The figures of one recipe; shares of nothing are None."""

    recipe: int
    claims: int
    judged: int
    refuted: int
    refuted_right: float | None
    refuted_recall: float | None
    confirmed: int
    confirmed_right: float | None
    confirmed_recall: float | None
    findings_wrong: int

    @property
    def is_good(self) -> bool:
        """Whether what was decided was right often enough."""
        return all(share is None or share >= LEAST_PRECISION for share in (self.refuted_right, self.confirmed_right))


def row_of(recipe: int, results: Sequence[Result]) -> Row:
    """The figures of the results of one recipe."""
    judged = [r for r in results if r.verdict is not None]
    refuted = [r for r in judged if r.verdict is Verdict.REFUTED]
    confirmed = [r for r in judged if r.verdict is Verdict.CONFIRMED]
    return Row(
        recipe,
        len(results),
        len(judged),
        len(refuted),
        _share(sum(r.label is False for r in refuted), len(refuted)),
        _share(sum(r.label is False for r in refuted), sum(r.label is False for r in judged)),
        len(confirmed),
        _share(sum(r.label is True for r in confirmed), len(confirmed)),
        _share(sum(r.label is True for r in confirmed), sum(r.label is True for r in judged)),
        sum(is_wrong(r.label, r.finding) for r in results),
    )


def rows_of(results: Iterable[Result]) -> list[Row]:
    """A row for each recipe that was tried."""
    by_recipe: dict[int, list[Result]] = defaultdict(list)
    for result in results:
        by_recipe[result.recipe].append(result)
    return [row_of(recipe, by_recipe[recipe]) for recipe in sorted(by_recipe)]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _shown(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}" if share < 1 else "1"


def table(rows: Sequence[Row]) -> str:
    """The rows as text, trap sets apart."""
    plain, traps = [r for r in rows if not RECIPES[r.recipe].is_trap], [r for r in rows if RECIPES[r.recipe].is_trap]
    parts = [_HEAD, *(_line(row) for row in plain)]
    if traps:
        parts += ["", "Trap sets: what must not be confirmed, or not be refuted", *(_line(row) for row in traps)]
    return "\n".join(parts)


def _line(row: Row) -> str:
    recipe = RECIPES[row.recipe]
    refuted = f"{row.refuted:>10} {_shown(row.refuted_right):>6} {_shown(row.refuted_recall):>6}"
    confirmed = f"{row.confirmed:>12} {_shown(row.confirmed_right):>6} {_shown(row.confirmed_recall):>6}"
    name = f"{recipe.number:>2} {recipe.name}"
    return f"{name:30} {row.claims:>6} {_shown(_share(row.judged, row.claims)):>6} {refuted} {confirmed} {row.findings_wrong:>13}"


def frames_table(results: Sequence[Result]) -> str:
    """Recognition by the way in which words are set, and the wordings that were recognised least."""
    by_frame: dict[str, list[bool]] = defaultdict(list)
    by_words: dict[tuple[int, str], list[bool]] = defaultdict(list)
    for r in results:
        by_frame[r.frame].append(r.verdict is not None)
        by_words[r.recipe, r.template].append(r.verdict is not None)
    parts = ["Recognised, by the way in which it is said"]
    parts += [
        f"  {name:16} {sum(found):>6} of {len(found):<6} {sum(found) / len(found):.2f}"
        for name, found in sorted(by_frame.items())
    ]
    missed = sorted((sum(f) / len(f), key, len(f)) for key, f in by_words.items() if sum(f) < 0.8 * len(f))
    if missed:
        parts += ["", "Wordings recognised in less than 80 %"]
        parts += [
            f"  {share:.2f} of {n:<4} {RECIPES[recipe].name}: {template!r}" for share, (recipe, template), n in missed
        ]
    return "\n".join(parts)


def errors(results: Sequence[Result], most: int) -> str:
    """The first errors of each recipe: place, words, verdict and what was seen."""
    parts: list[str] = []
    shown: dict[int, int] = defaultdict(int)
    for r in results:
        is_claim, is_finding = is_wrong(r.label, r.verdict), is_wrong(r.label, r.finding)
        if not (is_claim or is_finding or r.crashes) or shown[r.recipe] >= most:
            continue
        shown[r.recipe] += 1
        verdict = r.verdict.value if r.verdict else "no claim"
        finding = r.finding.value if r.finding else "none"
        parts.append(
            f"{RECIPES[r.recipe].name}, {r.place}, label {r.label}: claim {verdict}, finding {finding}\n    {r.text!r}\n    {'; '.join((*r.details, *r.crashes))}"
        )
    return "\n".join(parts)

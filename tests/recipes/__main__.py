"""`python -m tests.recipes`: how often what is confirmed or refuted is right, on real code that was changed on purpose.

    python -m tests.recipes [--package NAME]... [--seed N] [--files N] [--recipe NAME]... [--results FILE]

The exit code is 1 where a recipe's precision is below .98, or where too few of its claims were judged.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.recipes.material import PACKAGES
from tests.recipes.mutations import RECIPES
from tests.recipes.table import LEAST_PRECISION, Row, errors, frames_table, rows_of, table
from tests.recipes.trial import Result, run

_FILES = 40


def main() -> int:
    """Run, print, and say whether it is good enough."""
    options = _options()
    results = run(tuple(options.package or PACKAGES), options.seed, options.files, options.recipe)
    rows = rows_of(results)
    print(table(rows), end="\n\n")
    print(frames_table(results), end="\n\n")
    if found := errors(results, options.errors):
        print(f"Errors (at most {options.errors} a recipe)\n{found}\n")
    if options.results:
        options.results.write_text(
            "".join(json.dumps(_record(r)) + "\n" for r in results if r.verdict is not None), encoding="utf-8"
        )
    faults = _faults(rows, 1 if not options.package and options.files >= _FILES else 0)
    print("\n".join(faults) or f"Every recipe decided with a precision of {LEAST_PRECISION} or better.")
    return 1 if faults else 0


def _faults(rows: Sequence[Row], factor: int) -> list[str]:
    found = [f"{RECIPES[row.recipe].name}: precision below {LEAST_PRECISION}" for row in rows if not row.is_good]
    short = [row for row in rows if row.judged < RECIPES[row.recipe].needs * factor]
    return found + [
        f"{RECIPES[row.recipe].name}: only {row.judged} claims judged, {RECIPES[row.recipe].needs} needed"
        for row in short
    ]


def _record(result: Result) -> dict[str, object]:
    verdict = result.verdict.value if result.verdict else None
    recipe = RECIPES[result.recipe]
    return {
        "recipe": f"{recipe.number} {recipe.name}",
        "kind": result.kind,
        "label": result.label,
        "verdict": verdict,
        "evidence": [list(e) for e in result.evidence],
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.recipes", description="Precision of the checks on real code that was changed on purpose."
    )
    parser.add_argument("--package", action="append", help="an installed package to take code from (repeatable)")
    parser.add_argument("--seed", type=int, default=1, help="decides which files and words are taken")
    parser.add_argument("--files", type=int, default=_FILES, help="files for each recipe")
    parser.add_argument("--recipe", action="append", default=[], help="name or number of a recipe (repeatable)")
    parser.add_argument("--errors", type=int, default=3, help="how many errors of each recipe are shown")
    parser.add_argument("--results", type=Path, help="write a JSON line for each claim")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

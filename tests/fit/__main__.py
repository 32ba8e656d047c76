"""`python -m tests.fit`: fit the weights, print how reliable they are, and write bot/data/weights.json.

    python -m tests.fit [--results FILE] [--dry-run]

The labelled data is looked for in METAREVIEW_BENCH, by default ../shared/bench beside the repository. `--results` names JSON
lines {"recipe", "kind", "label", "verdict", "evidence": [[check, outcome, strength]]} of constructed claims.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from bot.consolidation.weights import SCHEMA, Likeness, Weights
from tests.fit import agreement, checks, kinds, pairs
from tests.fit.data import BENCH, ROOT, accepted, comments, results

TARGET = ROOT / "bot" / "data" / "weights.json"
_TOLERANCE = 0.015
_KEPT = ("bins", "n", "right", "ece", "brier", "auc", "baselines")


def main() -> int:
    """Fit, print, write; 1 where the labelled comments are absent, because nothing can be fitted then."""
    options = _options()
    changes = comments()
    if not changes:
        print(f"Nothing fitted: set METAREVIEW_BENCH to the folder with the labelled data (looked in {BENCH}).")
        return 1
    runs = agreement.samples(changes)
    likeness, held_out = pairs.fit(changes, runs[::3], tolerance=_TOLERANCE)
    _print_pairs(likeness, held_out)
    found = agreement.clusters(runs, likeness)
    intercept, voices, silent = agreement.fit(found)
    measured = agreement.measures(found, agreement.held_out(found))
    _print_reliability(measured)
    evidence, by_check = checks.fit(results(options.results))
    score = dict(held_out)[likeness.threshold]
    data: dict[str, object] = {
        "schema": SCHEMA,
        "basis": "constructed",
        "intercept": intercept,
        "voices": voices,
        "silent": silent,
        "disputed": Weights().disputed,
        "kinds": kinds.fit(accepted()),
        "evidence": dict(sorted(evidence.items())),
        "checks": by_check,
        "likeness": asdict(likeness),
        "reliability": {
            "what": "confidence by agreement alone, on real labelled comments resampled to 2 to 5 reviewers, "
            "cross-validated over changes; nothing was checked against code",
            **{key: measured[key] for key in _KEPT},
        },
        "pairs": {
            "precision": round(score.precision, 3),
            "precision, unmatched as wrong": round(score.strict_precision, 3),
            "recall": round(score.recall, 3),
            "f1": round(score.f1, 3),
        },
    }
    if Weights.from_mapping(data).likeness != likeness:
        print("The weights cannot be read back.")
        return 1
    if not options.dry_run:
        TARGET.write_text(json.dumps(data, indent=1, sort_keys=False) + "\n", encoding="utf-8")
        print(f"written: {TARGET.relative_to(ROOT)}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fit", description="Fit the weights and print how reliable they are."
    )
    parser.add_argument("--results", type=Path, default=None, help="JSON lines with results of constructed claims")
    parser.add_argument("--dry-run", action="store_true", help="print only, write nothing")
    return parser.parse_args()


def _print_pairs(likeness: Likeness, held_out: list[tuple[float, pairs.PairScore]]) -> None:
    print("Pairs in one cluster, held out by change (threshold: figures)")
    for threshold, score in held_out:
        mark = "*" if threshold == likeness.threshold else " "
        print(f" {mark}{threshold:.2f}  {score}")
    print(f"likeness: {asdict(likeness)}\n")


def _print_reliability(measured: dict[str, object]) -> None:
    print("Confidence by agreement, 2 to 5 reviewers, held out by change")
    print("  from      n  predicted  observed")
    bins = measured["bins"]
    for row in bins if isinstance(bins, list) else []:
        print(f"  {row['from']:.1f} {row['n']:8d} {row['predicted']:10.3f} {row['observed']:9.3f}")
    print("  " + ", ".join(f"{key} {measured[key]}" for key in ("n", "right", "ece", "brier", "auc")))
    print(f"  baselines: {measured['baselines']}\n")


sys.exit(main())

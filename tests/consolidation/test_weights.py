"""Tests of the data file of weights and of how it is read."""

import json
from pathlib import Path

import pytest

from bot.consolidation import Weights
from bot.errors import Refused

FILE = Path(__file__).resolve().parents[2] / "bot" / "data" / "weights.json"


def test_shipped_weights() -> None:
    """
    The shipped weights are read; agreement speaks for a finding, silence against it, and a merge needs more than a topic's likeness.
    """
    weights = Weights.from_mapping(json.loads(FILE.read_text(encoding="utf-8")))

    assert weights.basis == "constructed"
    assert weights.voices > 0 > weights.silent
    assert weights.likeness.topic <= weights.likeness.threshold < weights.likeness.alone


def test_reliability_table() -> None:
    """
    The reliability table ships with the weights, and its bins add up to all findings that were measured.
    """
    table = json.loads(FILE.read_text(encoding="utf-8"))["reliability"]

    assert sum(row["n"] for row in table["bins"]) == table["n"]
    assert table["ece"] < 0.05
    assert table["auc"] > table["baselines"]["count of reviewers auc"]


@pytest.mark.parametrize("change", [{"schema": "metareview/weights/0"}, {"voices": "much"}, {"likeness": None}])
def test_other_files(change: dict[str, object]) -> None:
    """
    Weights of another version, or without a number that is needed, are refused.
    """
    data = {**json.loads(FILE.read_text(encoding="utf-8")), **change}

    with pytest.raises(Refused):
        Weights.from_mapping(data)


def test_cap() -> None:
    """
    No observation moves more than 3 either way, and a check's own numbers go before those of all checks.
    """
    weights = Weights(evidence={"supports:proof": 9.0}, checks={"unused-import": {"supports:proof": 1.5}})

    assert weights.of_evidence("unused-import", "supports", "proof") == 1.5
    assert weights.of_evidence("unused-variable", "supports", "proof") == 3.0
    assert weights.of_evidence("unused-variable", "disproves", "weak") == 0.0

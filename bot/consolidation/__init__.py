"""Consolidation: the same defect said twice becomes one finding, with relations, contradictions and a confidence."""

from bot.consolidation.merge import Consolidated, consolidate
from bot.consolidation.weights import Likeness, Weights

__all__ = ["Consolidated", "Likeness", "Weights", "consolidate"]

"""Real Gerrits for the contract of forges."""

from tests.gerrit.shared import gerrit_sites

__all__ = ["gerrit_sites"]

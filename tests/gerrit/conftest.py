"""A real Gerrit for each test that asks for one."""

from tests.gerrit.shared import gerrit, gerrit_sites, own_gerrit

__all__ = ["gerrit", "gerrit_sites", "own_gerrit"]

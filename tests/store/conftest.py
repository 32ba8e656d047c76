"""Fixtures of the tests of the store."""

from tests.store.databases import database, postgres, url

__all__ = ["database", "postgres", "url"]

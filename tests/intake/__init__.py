"""Tests of what becomes a proposed review."""

"""Tests of the local forge."""

"""Tests of the formats in which reviews come in."""

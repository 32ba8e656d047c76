"""Tests of the outputs of a report."""

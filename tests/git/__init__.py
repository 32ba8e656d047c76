"""Tests of the git adapter, against real repositories."""

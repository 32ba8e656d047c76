"""Tests of the cues, one file a family."""

"""Tests of metareview; they mirror `bot/`."""

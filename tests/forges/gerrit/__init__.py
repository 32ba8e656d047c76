"""Tests of the adapter for Gerrit."""

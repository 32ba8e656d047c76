"""Tests of commands in comments."""

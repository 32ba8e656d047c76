"""Reads changes from a git repository with the git binary, and asks ruff; implements the core's view of code."""

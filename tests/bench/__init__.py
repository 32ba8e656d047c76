"""How fast the command is, and how much memory it takes: `python -m tests.bench`."""

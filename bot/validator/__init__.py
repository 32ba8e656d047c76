"""Claims to verdicts: every claim is anchored in the code and put before the check for its kind."""

"""Data files that the composition root reads and passes in."""

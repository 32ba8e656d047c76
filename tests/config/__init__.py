"""The configuration file: read, refused, and asked who and what counts."""

"""The places where changes live: each folder knows one forge's API and nothing of the others."""

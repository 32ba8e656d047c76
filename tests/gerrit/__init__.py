"""A real Gerrit, started by the tests, and what people do to it."""

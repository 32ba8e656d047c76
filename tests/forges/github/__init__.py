"""Tests of the GitHub adapter, against the stateful fake over HTTP."""

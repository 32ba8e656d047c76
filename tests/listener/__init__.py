"""Tests of the HTTP edge: applications over working stand-ins of what keeps deliveries."""

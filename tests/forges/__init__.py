"""Tests of the adapters to forges."""

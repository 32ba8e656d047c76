"""Tests of the ways in which known bots write."""

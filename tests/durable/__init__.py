"""Tests of bot/durable."""

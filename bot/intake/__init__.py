"""Intake: what was said on a change becomes the reviews that are proposed."""

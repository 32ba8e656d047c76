"""What each protocol promises, run against every implementation."""

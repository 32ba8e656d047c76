"""The worlds in which the contract of forges is told: one driver for each kind of forge."""

"""GitHub for tests: a strict, stateful fake over real git, stories for it, faults in front of it, and GitHub's own contract as its judge."""

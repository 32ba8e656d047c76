"""A GitHub on this machine: its REST and GraphQL interfaces and its git, strict where the real one is."""

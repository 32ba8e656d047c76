"""Text to findings: what was proposed is taken apart, and every character of it is accounted for."""

"""HTTP at the edge: what arrives is verified, told in our words, and kept before it is acknowledged."""

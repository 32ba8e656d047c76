"""Claims as reviewers say them, about small pieces of ordinary code, each with the truth that a reader of the code can see."""

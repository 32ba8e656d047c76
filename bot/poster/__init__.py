"""What we post: the answer for each forge, and the hidden line by which we know our own comment and what it said."""

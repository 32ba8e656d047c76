"""Commands in comments: which there are, who may give them, and what comes of them."""

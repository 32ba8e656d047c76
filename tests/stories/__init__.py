"""The program as its users meet it, told from outside."""

"""What ships for operators is what the program knows."""

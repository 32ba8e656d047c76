"""Pure reading of code: bytes become text, text becomes facts."""

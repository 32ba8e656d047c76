"""The nouns of metareview: frozen values, standard library only."""

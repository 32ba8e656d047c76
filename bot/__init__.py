"""metareview: proposed reviews in, one checked and consolidated review out."""

"""Fits the weights of the confidence model and of the likeness of texts on labelled data, and measures them."""

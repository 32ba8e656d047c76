"""Gerrit as a forge: changes are read and answered over its REST interface."""

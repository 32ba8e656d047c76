"""Truth by construction: real code changed on purpose, claims that are then true, and the same claims of the code as it was."""

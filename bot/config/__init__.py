"""The configuration file, read once into settings that cannot be wrong, or refused with every fault in it."""

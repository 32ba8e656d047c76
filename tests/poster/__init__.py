"""What we post on a forge."""

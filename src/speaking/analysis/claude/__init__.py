"""Analysis by Claude, on top of the counted evidence."""

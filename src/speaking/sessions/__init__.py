"""A session and its transcript: found, listed, read and removed."""

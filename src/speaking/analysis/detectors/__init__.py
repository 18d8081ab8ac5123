"""Where habits stand in a transcript: each detector returns spans of it."""

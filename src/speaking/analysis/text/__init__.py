"""A transcript as tokens, sentences, quotes and timed words."""

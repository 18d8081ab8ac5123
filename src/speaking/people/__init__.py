"""Learners and what they agreed to."""

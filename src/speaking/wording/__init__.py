"""What learners read."""

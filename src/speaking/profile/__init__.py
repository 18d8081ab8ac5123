"""The long-term profile: counts, each habit's direction, and the progress of the last focus."""

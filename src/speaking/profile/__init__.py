"""The long-term profile: what was counted, where each habit is going, and how the last focus went."""

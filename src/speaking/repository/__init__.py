"""Every SQL statement of the app, by what it is about. Nothing here commits: `database.transaction` does."""

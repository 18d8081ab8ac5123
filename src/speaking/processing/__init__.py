"""Takes a session from UPLOADED to DONE or FAILED, and sweeps up what was left behind."""

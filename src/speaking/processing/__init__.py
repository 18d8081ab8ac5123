"""A session from UPLOADED to DONE or FAILED: who works on it, what is stored, and what is swept up."""

"""How a recording comes in: sent to us, uploaded straight to the bucket, or retried by a person."""

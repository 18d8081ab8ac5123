"""How a recording comes in: sent, uploaded straight to the bucket, or tried again by a person."""

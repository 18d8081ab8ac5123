"""The JSON API, the queue's webhook and what an operator's machines ask."""

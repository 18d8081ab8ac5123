"""HTTP: the JSON API, the queue's webhook and the pages."""

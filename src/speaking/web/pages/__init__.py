"""The pages: routes, and the plain data for their templates."""

"""The pages: routes, and the plain data that templates lay out."""

"""Partners, their kinds, names and people."""

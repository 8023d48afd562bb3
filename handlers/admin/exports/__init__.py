"""Everything as a file."""

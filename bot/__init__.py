"""What Kapok knows and does; names no framework."""

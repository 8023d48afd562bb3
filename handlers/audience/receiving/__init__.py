"""What comes to a reader, how much of it, and when."""

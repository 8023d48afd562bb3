"""What is said of what stands before a reader and is not named: a button, a story, a partner, a list."""

"""Who listens to a plain text that nobody awaits, by what it is about; their order stands in `listening`."""

"""What readers say in their own words: who listens, and what a message says."""

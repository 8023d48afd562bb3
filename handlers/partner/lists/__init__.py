"""Posts that are there already: drafts, what is planned, what went out."""

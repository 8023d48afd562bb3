"""Partners' channels and groups."""

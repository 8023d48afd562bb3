"""Stories that were told: lists, shelves, the search."""

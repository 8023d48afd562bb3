"""Pictures of every screen in five forms, for a person to look at."""

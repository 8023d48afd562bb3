"""A post while it is written: its card, its languages, its preview, whom it is for."""

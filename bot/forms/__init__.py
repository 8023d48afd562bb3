"""The five written forms: which one a text is in, and one made from another; pure."""

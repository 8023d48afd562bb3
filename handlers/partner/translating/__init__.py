"""Texts for translators, and from them."""

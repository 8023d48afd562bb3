"""Readers tell stories of their own, and vote."""

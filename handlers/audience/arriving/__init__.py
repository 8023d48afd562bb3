"""The door: a language, a place, consent, and where links lead."""

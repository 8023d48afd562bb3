"""What every conversation shows: screens, long lists, mistakes, letters."""

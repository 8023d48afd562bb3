"""When a post goes out: by buttons or as one writes it."""

"""The verbs, a file each: take a store, tell the nouns, commit."""

"""What somebody says in their own words: words that are known, patterns, small models; pure."""

"""The operator at a terminal. Light to import: no library of the edge."""

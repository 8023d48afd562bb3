"""What is held on a person: to read, to take along, to end."""

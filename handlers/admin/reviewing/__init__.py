"""What waits for an admin's eyes: posts, corrections, citizens' stories."""

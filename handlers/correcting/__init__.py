"""Correcting a post that was sent: its texts, what stands beside them, and what waits for an admin."""

"""Groups and channels, and who came and went."""

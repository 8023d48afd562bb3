"""The frame of every turn: who speaks, what was asked, who listens, and where the conversation stands."""

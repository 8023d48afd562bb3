"""Questions about the bot and the programme, and what it cannot answer."""

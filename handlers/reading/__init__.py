"""Days and times as people write them, in the bot's languages: read, and shown before they are used."""

"""The report of what went out: in chat, as a picture and as files."""

"""A Telegram to practise on: the Bot API over HTTP, with people and channels in a browser."""

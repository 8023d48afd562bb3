"""Conversations: somebody's turn. Nothing is imported here: a terminal's half of this room does not pay for aiogram."""

"""The port to storage by area: one small protocol per noun, and what is handed over; `bot/store.py` joins them."""

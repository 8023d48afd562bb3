"""Pictures that the bot draws: a report's bars, a calendar. Only here is Pillow known, imported when one is drawn.

Drawing takes a tenth of a second or so: callers hand it to a thread.
"""

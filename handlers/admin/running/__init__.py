"""The programme as a whole: how things stand, what goes out, announcements, requests."""

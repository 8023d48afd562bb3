"""What communicators and admins share: the calendar, answers, signposts, words about a plan."""

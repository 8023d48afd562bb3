"""What goes wrong with the database itself, for whoever may not know its library."""


class StorageFault(Exception):  # noqa: N818 - a message for the operator
    """Storage that cannot be used; its text is one line for the terminal, without secrets."""

"""The errors that a person can mend: one line that says what, which, and what to do."""


class TrackerError(Exception):
    """Something that could not be done, said in one line for the person who asked for it."""

"""Which misnamed terms can be looked for: a wrong name is wrong everywhere, a wrong figure only where it stood."""

import re

from rapidfuzz.fuzz import ratio

from tracker.text.note_values import AMOUNT, DATE

MISSPELLED = 75.0  # how like the correct form a plain word must be, to be a misspelling and no other word
SHORTEST = 3  # letters of a term that is looked for
_FIGURE = re.compile(rf"(?:{AMOUNT}|{DATE})")


def can_be_checked(term: str, correct: str | None) -> bool:
    """Say whether a term that a note names wrong is wrong wherever it stands: a name, or a misspelled word.

    >>> can_be_checked("Bayorius", "Andrei Belousov"), can_be_checked("definately", "definitely")
    (True, True)
    >>> can_be_checked("eight", "nine"), can_be_checked("June 3", "June 5"), can_be_checked("Chad", None)
    (False, False, False)
    """
    if not correct or len(term) < SHORTEST or _FIGURE.fullmatch(term) or correct == term:
        return False
    if any(sign.isupper() for sign in term) or not any(sign.islower() for sign in term):
        return any(sign.isalpha() for sign in term)
    return " " not in term and ratio(term, correct) >= MISSPELLED

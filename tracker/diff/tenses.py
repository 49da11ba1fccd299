"""What is and what was: whether two texts of the same words tell of other times."""

from collections.abc import Sequence, Set

from tracker.diff.spelling import forms_of, is_done, is_other_tense
from tracker.text.fold import fold
from tracker.text.lexicon import ATTRIBUTIONS, HAVE, TENSES
from tracker.text.ways import in_one_way
from tracker.text.words import words


def times_differ(old: str, new: str, orders: tuple[Sequence[str], Sequence[str]]) -> bool:
    """Say whether one text tells of what is, the other of what was, or one of what goes on, the other of what is done.

    `orders` are the words of both in order. Only where the others are the same: who rewrites a sentence changes its
    tense with it. What somebody is said to say is told in either tense.
    """
    if sorted(forms_of(orders[0])) != sorted(forms_of(orders[1])):
        return False
    ours, theirs = (words(in_one_way(fold(text)).lower()) for text in (old, new))
    gone, come = set(ours).difference(theirs), set(theirs).difference(ours)
    if not {"being", "will"}.isdisjoint(gone | come) or _goes_on(gone, come) or _goes_on(come, gone):
        return True
    said = next((place for place, word in enumerate(ours) if word in ATTRIBUTIONS), len(ours))
    told = gone.intersection(ours[:said])
    return any((told & now and come & then) or (told & then and come & now) for now, then in TENSES) or any(
        is_other_tense(one, other) for one in told for other in come
    )


def _goes_on(gone: Set[str], come: Set[str]) -> bool:
    """Say whether what is being done has been done now: "is closing", "has closed"."""
    return bool(come & HAVE) and not gone & HAVE and any(is_done(one, other) for one in gone for other in come)

"""What a note says of forms without naming them as such: by what its sentences have in the same places.

"It said she was born in Osaka. She was born in Kobe" names no form as wrong, and tells both.
"""

import re

from tracker.text.lexicon import SMALL_WORDS
from tracker.text.note_forms import SAID, TOLD, TURN
from tracker.text.note_values import CODES, NAME, NAME_PATTERN, QUOTATION, bare, shape_of, typed_values, untitled


def in_parallel(text: str, right: str | None) -> tuple[str | None, str | None]:
    """Read "said it begins at 4am. It begins at 5am": one value of a kind in what erred, one other after the turn."""
    told = TOLD.search(text)
    if not told:
        return None, right
    turn = TURN.search(text, told.end())
    erred, mended = (text[told.end() : turn.start()], text[turn.end() :]) if turn else (text[told.end() :], "")
    if not mended.strip(" .") or mended.startswith("("):  # "It was 9. An earlier version said that it was 8."
        turns = [one.start() for one in TURN.finditer(text, 0, told.start())]
        mended = text[: turns[-1]] if turns else ""
    names = _names_that_differ(erred, mended)
    if names and right in (None, names[1]):
        return names
    for number, (before, after) in enumerate(zip(typed_values(erred), typed_values(mended), strict=True)):
        gone, come = [one for one in before if one not in after], [one for one in after if one not in before]
        if right is not None:
            come = [right] if right in come else []
        if (len(gone) > 1 or number == CODES) and come:
            gone = [one for one in gone if shape_of(one) == shape_of(come[0])]
        if len(gone) == 1 and come:
            return gone[0], come[0]
    if (same := _in_the_same_place(erred, mended)) and right in (None, same[1]):
        return same
    names = _name_replaced(erred, TURN.split(mended, maxsplit=1)[0])
    return names if names and right in (None, names[1]) else (None, right)


def _in_the_same_place(erred: str, mended: str) -> tuple[str, str] | None:
    """Give two names that stand behind the same two words: it was "owned by A"; it is now "owned by B"."""
    ours, theirs = (
        {" ".join(part[: one.start()].lower().split()[-2:]): bare(one.group()) for one in NAME_PATTERN.finditer(part)}
        for part in (erred, mended)
    )
    pairs = [
        (ours[place], theirs[place]) for place in ours if " " in place and ours[place] != theirs.get(place, ours[place])
    ]
    return pairs[0] if len(pairs) == 1 else None


def _names_that_differ(erred: str, mended: str) -> tuple[str, str] | None:
    """Give two names that share a word and differ in another, where no other two do."""
    ours, theirs = ({found.group() for found in re.finditer(NAME, part)} for part in (erred, mended))
    pairs = [
        (one, other)
        for one in ours
        for other in theirs
        if share_a_word(set(untitled(one).split()), set(untitled(other).split()))
    ]
    return pairs[0] if len(pairs) == 1 else None


def _name_replaced(erred: str, mended: str) -> tuple[str, str] | None:
    """Give the one name that a sentence has in the place of another: all others stand in both, titles aside."""
    ours, theirs = (
        [untitled(found.group()) for found in re.finditer(NAME, part) if found.group().lower() not in SMALL_WORDS]
        for part in (erred, mended)
    )
    gone = [name for name in ours if not any(set(name.split()) & set(other.split()) for other in theirs)]
    come = [name for name in theirs if not any(set(name.split()) & set(other.split()) for other in ours)]
    shared = len(ours) > len(gone)
    return (gone[0], come[0]) if shared and len(gone) == len(come) == 1 else None


def share_a_word(one: set[str], other: set[str]) -> bool:
    """Say whether two names share a word and each has one of its own: Ana Diaz and Eva Diaz."""
    return bool(one & other and one - other and other - one)


def quoted_as_wrong(text: str) -> str | None:
    """Give the one quotation in the sentence that tells what was printed: it said "a light rail system"."""
    told = TOLD.search(text)
    said = SAID.search(text, told.start()) if told else None
    if not said:
        return None
    end = TURN.search(text, said.end())
    quoted = QUOTATION.findall(text, said.end(), end.start() if end else len(text))
    return bare(quoted[0]) if len(quoted) == 1 else None


def only_figure(text: str) -> str | None:
    """Give the one figure of a note of one sentence that tells what was printed: it said the car drove at 140mph."""
    told = TOLD.search(text)
    said = SAID.search(text, told.start()) if told else None
    if said is None or TURN.search(text.rstrip(), said.end()):
        return None
    dates, figures = typed_values(text[said.end() :])[-2:]
    digits = [one for one in figures if one[0].isdigit() or one[-1].isdigit()]
    return digits[0] if len(digits) == len(figures) == 1 and not dates else None

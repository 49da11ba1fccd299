"""The same words in another order: said otherwise, or another thing.

"On Monday he left" and "he left on Monday" say the same; "from 5 to 3 percent" and "from 3 to 5 percent" do not.
"""

import re
from collections.abc import Iterator, Sequence

from tracker.text.facts import Facts
from tracker.text.fold import fold
from tracker.text.lexicon import HEDGES, NEGATIONS

PLACES = 4  # where two runs can be parted that are looked at
_JOINED = r"(?:,|,? and|,? or|,? und|,? oder|,? et|,? ou|,? y|,? o| &) "  # names so joined may change places


def is_only_moved(old: str, new: str, old_facts: Facts, new_facts: Facts) -> bool:
    """Say whether all words that say something are the same, and one run of them stands elsewhere to no effect."""
    ours, theirs = list(old_facts.order), list(new_facts.order)
    if ours == theirs or sorted(ours) != sorted(theirs) or any(old.count(mark) != new.count(mark) for mark in '?"%'):
        return False
    if scope_of(NEGATIONS, ours) != scope_of(NEGATIONS, theirs) or scope_of(HEDGES, ours) != scope_of(HEDGES, theirs):
        return False
    return any(
        not _trade_places(one, other, old_facts) or _are_joined(one, other, old, new)
        for one, other in _runs_that_changed_places(ours, theirs)
    )


def scope_of(words: frozenset[str], order: Sequence[str]) -> list[tuple[str, str]]:
    """Give each of some words with the one that it is said of: the next that says something."""
    return sorted((word, after) for word, after in zip(order, [*order, ""][1:], strict=True) if word in words)


def _runs_that_changed_places(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Give two neighbouring runs that make two lists of the same words one another when they change places.

    Where there are several such places, the first ones. Linear: one list is looked for in the other written twice, as
    strings.
    """
    head = next(k for k, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)
    tail = next(k for k, (one, other) in enumerate(zip(old[::-1], new[::-1], strict=True)) if one != other)
    one, other = old[head : len(old) - tail], new[head : len(new) - tail]
    signs = {word: chr(number) for number, word in enumerate(dict.fromkeys(one))}
    twice, wanted = "".join(map(signs.__getitem__, one)) * 2, "".join(map(signs.__getitem__, other))
    place = 0
    for _ in range(PLACES):
        place = twice.find(wanted, place + 1)
        if place < 0:
            return
        yield one[:place], one[place:]


def _trade_places(one: Sequence[str], other: Sequence[str], facts: Facts) -> bool:
    """Say whether two runs are facts of one kind and nothing else, each in what was the other's place."""
    return any(set(one) | set(other) <= _words_of(found) for found in facts.tokens.values())


def _words_of(tokens: Sequence[str]) -> set[str]:
    """Give the words of facts: a number is kept with its unit."""
    return {word for token in tokens for word in (token, *token.split())}


def _are_joined(one: Sequence[str], other: Sequence[str], old: str, new: str) -> bool:
    """Say whether two names stand joined in both texts, and not in the order of something else."""
    if "respectively" in old or any(word[0].isdigit() for word in (*one, *other)):
        return False
    here, there = re.escape(" ".join(one)), re.escape(" ".join(other))
    return bool(
        re.search(here + _JOINED + there, fold(old).lower()) and re.search(there + _JOINED + here, fold(new).lower())
    )

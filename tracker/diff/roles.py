"""The same words in another order or voice: said otherwise, or another thing.

"On Monday he left" and "he left on Monday" say the same; "from 5 to 3 percent" and "from 3 to 5 percent" do not.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from tracker.model import Reason
from tracker.text.facts import Facts
from tracker.text.fold import fold
from tracker.text.lexicon import HEDGES

PLACES = 4  # where two runs can be parted that are looked at
_JOINED = r"(?:,|,? and|,? or|,? und|,? oder|,? et|,? ou|,? y|,? o| &) "  # names so joined may change places
_LEADING = (
    "in at on near outside inside during after before since under over across despite among between because if when "
    "while although as until with without"
).split()
_LED = rf"\b({'|'.join(_LEADING)}) (?:\w+ )?"
_ADVERB = re.compile(r"(?!only|early|nearly|hardly|barely|scarcely)[a-z]{3,}ly")
_BETWEEN = r"\W+(?:\w+\W+){0,2}?"  # small words between those that say something
_PASSIVE = re.compile(r"(?<!who )(?<!which )(?<!that )\b(?:is|are|was|were|be|been|being) (?:\w+ly )?(\w+ed)\b")


def is_only_moved(old: str, new: str, old_facts: Facts, new_facts: Facts) -> bool:
    """Say whether all words that say something are the same, and one run of them stands elsewhere to no effect."""
    ours, theirs = list(old_facts.order), list(new_facts.order)
    if ours == theirs or sorted(ours) != sorted(theirs) or any(old.count(mark) != new.count(mark) for mark in '?"%'):
        return False
    quoted = (facts.tokens.get(Reason.QUOTATION, ()) for facts in (old_facts, new_facts))
    if next(quoted) != next(quoted):
        return False
    here, there = fold(old).lower(), fold(new).lower()
    return any(_to_no_effect(*runs, here, there, old_facts) for runs in _runs_that_changed_places(ours, theirs))


def scope_of(words: frozenset[str], order: Sequence[str], canonical: Callable[[str], str]) -> list[tuple[str, str]]:
    """Give each of some words with the one that it is said of: the next that says something."""
    pairs = zip(order, [*order, ""][1:], strict=True)
    return sorted((word, canonical(after)) for word, after in pairs if word in words)


def passives(text: str) -> list[str]:
    """Give the verbs that are told of who suffers them: "was attacked"."""
    return sorted(_PASSIVE.findall(text.lower()))


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


def _to_no_effect(one: Sequence[str], other: Sequence[str], old: str, new: str, facts: Facts) -> bool:
    """Say whether two runs may trade places: joined names, verb and adverb, a time or place put first, who said it."""
    if _are_joined(one, other, old, new):
        return True
    kinds = {reason: _words_of(found) for reason, found in facts.tokens.items()}
    if any({*one, *other} <= kind for kind in kinds.values()):
        return False  # facts of one kind, each in the other's place
    said, names = kinds.get(Reason.ATTRIBUTION, set()), kinds.get(Reason.NAME, set())
    if not said.isdisjoint({*one, *other}) and {*one, *other} <= said | names:
        return all(
            _stands_apart(first, text) for first, text in ((one, old), (other, new))
        )  # "said Orrin", "Orrin said"
    for run in (one, other):
        if len(one) == len(other) == 1 and _ADVERB.fullmatch(run[0]) and run[0] not in HEDGES:
            return True
        if set(run) <= kinds.get(Reason.DATE, set()) and not said:
            return True
        if not said.isdisjoint(run) and all(_stands_apart(run, text) for text in (old, new)):
            return True
        if _is_led_alike(run, old, new):
            return True
    return False


def _stands_apart(run: Sequence[str], text: str) -> bool:
    """Say whether a run stands first, or behind a comma or a quotation mark: "..., the mayor said"."""
    found = _find(run, text)
    return found is not None and bool(re.search(r"(?:^|[,\"])\W*(?:\w{1,3}\W+)?$", text[: found.start()]))


def _is_led_alike(run: Sequence[str], old: str, new: str) -> bool:
    """Say whether a run follows the same preposition or conjunction in both texts, and opens one of them."""
    if run[0] in _LEADING:
        run, led = run[1:] or run, rf"\b({run[0]}) (?:\w+ )?"
    else:
        led = _LED
    here, there = _find(run, old, led), _find(run, new, led)
    return here is not None and there is not None and here[1] == there[1] and 0 in (here.start(), there.start())


def _find(run: Sequence[str], text: str, before: str = "") -> re.Match[str] | None:
    """Find words that say something, whatever small words stand between them."""
    return re.search(before + r"\b" + _BETWEEN.join(map(re.escape, run)) + r"\b", text)


def _words_of(tokens: Sequence[str]) -> set[str]:
    """Give the words of facts: a number is kept with its unit."""
    return {word for token in tokens for word in (token, *token.split())}


def _are_joined(one: Sequence[str], other: Sequence[str], old: str, new: str) -> bool:
    """Say whether two names stand joined in both texts, and not in the order of something else."""
    if "respectively" in old or any(word[0].isdigit() for word in (*one, *other)):
        return False
    here, there = (r"(?:the )?\b" + _BETWEEN.join(map(re.escape, run)) + r"\b" for run in (one, other))
    return bool(re.search(here + _JOINED + there, old) and re.search(there + _JOINED + here, new))

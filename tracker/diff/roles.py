"""The same words in another order or voice: said otherwise, or another thing.

"On Monday he left" and "he left on Monday" say the same; "from 5 to 3 percent" and "from 3 to 5 percent" do not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from tracker.model import Reason
from tracker.text.facts import Facts
from tracker.text.fold import fold
from tracker.text.lexicon import ATTRIBUTIONS, HEDGES, PREPOSITIONS
from tracker.text.words import words

ASIDE = 8  # words from a verb of saying to the comma behind who says it
SPEAKER = 6  # words of who says it that are looked at, beside a verb of saying
PLACES = 4  # where two runs can be parted that are looked at
_JOINING = frozenset([",", "and", "&", "the"])  # names so joined may change places
_LEADING = frozenset(
    "in at on near outside inside during after before since under over across despite among between because if when "
    "while although as until with without".split()
)
_ADVERB = re.compile(
    r"(?!(?:only|early|nearly|hardly|barely|scarcely|family|supply|reply|rally|ally|assembly|monopoly|holy|ugly)$)[a-z]{3,}ly"
)
_PARTICIPLES = (  # that do not end in -ed
    "beat|beaten|bitten|born|bought|broken|brought|built|burnt|cast|caught|chosen|cut|dealt|done|drawn|driven|eaten|fed|"
    "forgotten|fought|found|given|ground|heard|held|hidden|hit|hung|hurt|kept|known|laid|led|left|lent|lost|made|meant|met|"
    "paid|put|read|said|seen|sent|set|shot|shown|shut|sold|sought|spent|split|spoken|spread|stolen|struck|sued|sung|sunk|"
    "sworn|taken|taught|thrown|told|torn|understood|won|worn|wound|written"
)
_PASSIVE = re.compile(
    r"\b(?P<of>(?:who|which|that) )?(?:is|are|was|were|be|been|being) (?:\w+ly )?"
    rf"(?P<verb>[\w-]+ed|{_PARTICIPLES})\b"
)
_SOURCED = frozenset("according laut selon según".split())  # what has its speaker behind it
_CLAUSES = frozenset(
    "and but or that which who when where while because if as after before he she they it i we".split()
)
_RELATIVE = frozenset("who whom whose which that because although if while unless".split())
_ORDERED = frozenset("gold silver bronze first second third".split())


def is_only_moved(old: str, new: str, old_facts: Facts, new_facts: Facts) -> bool:
    """Say whether all words that say something are the same, and one run of them stands elsewhere to no effect."""
    ours, theirs = old_facts.order, new_facts.order
    if ours == theirs or sorted(ours) != sorted(theirs) or any(old.count(mark) != new.count(mark) for mark in '?"%'):
        return False
    quoted = (facts.tokens.get(Reason.QUOTATION, ()) for facts in (old_facts, new_facts))
    if next(quoted) != next(quoted):
        return False
    counted = len(old_facts.tokens.get(Reason.NUMBER, ())) > 1 or not _ORDERED.isdisjoint(ours)
    return any(
        _to_no_effect(pair, counted or "respectively" in old)
        for pair in _runs_that_changed_places(old_facts, new_facts)
    )


def scope_of(words: frozenset[str], order: Sequence[str], forms: Sequence[str]) -> list[tuple[str, str]]:
    """Give each of some words with the form of the one that it is said of: the next that says something."""
    pairs = zip(order, [*forms, ""][1:], strict=True)
    return sorted((word, after) for word, after in pairs if word in words)


def asides_of(text: str) -> list[bool]:
    """Say of each verb of saying whether it stands between two commas: "Rain, said the mayor, fell"."""
    tokens = words(fold(text).lower())
    return [
        at > 0 and tokens[at - 1] == "," and "," in tokens[at : at + ASIDE]
        for at, word in enumerate(tokens)
        if word in ATTRIBUTIONS
    ]


def speakers_of(text: str) -> frozenset[str]:
    """Give the words of who says it: behind "according to" and "said" after a mark, else before the verb of saying."""
    tokens = words(fold(text).lower())
    found: set[str] = set()
    for at, word in enumerate(tokens):
        if word not in ATTRIBUTIONS:
            continue
        follows = word in _SOURCED or at == 0 or not tokens[at - 1][0].isalnum()
        near = tokens[at + 1 : at + 1 + SPEAKER] if follows else tokens[max(0, at - SPEAKER) : at][::-1]
        found.update(takewhile(lambda one: one[0].isalnum() and one not in _CLAUSES, near))
    return frozenset(found)


def voices_differ(old: str, new: str) -> bool:
    """Say whether verbs are told of who suffers them in one text and not in the other: "was attacked", "attacked".

    "The man who was accused" and "the man accused" are one; "the man who accused" is another.
    """
    ours, theirs = (
        [(found["verb"].replace("-", ""), found["of"]) for found in _PASSIVE.finditer(text.lower())]
        for text in (old, new)
    )
    if len(re.findall(r"(?i)\b(?:who|which|that)\b", old)) == len(re.findall(r"(?i)\b(?:who|which|that)\b", new)):
        return sorted(verb for verb, _ in ours) != sorted(verb for verb, _ in theirs)
    return sorted(verb for verb, of in ours if not of) != sorted(verb for verb, of in theirs if not of)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that say something and that stand together in both texts, with what stands before them."""

    words: tuple[str, ...]
    leads: tuple[tuple[str, ...], tuple[str, ...]]
    opens: tuple[bool, bool]
    holds_clause: bool
    kinds: Mapping[Reason, frozenset[str]]

    def is_all(self, *reasons: Reason) -> bool:
        """Say whether all the words are facts of some kinds."""
        return set(self.words) <= frozenset().union(*(self.kinds.get(reason, frozenset()) for reason in reasons))

    def stands_apart(self, side: int) -> bool:
        """Say whether they open a text, or stand behind a comma or a quotation mark: "..., the mayor said"."""
        return self.opens[side] or not {",", '"'}.isdisjoint(self.leads[side])

    def is_led_alike(self) -> bool:
        """Say whether they follow the same preposition or conjunction in both texts, and open one of them."""
        old, new = (next((word for word in lead if word in _LEADING), None) for lead in self.leads)
        return any(self.opens) and (self.words[0] in _LEADING or (old is not None and old == new))


def _runs_that_changed_places(old: Facts, new: Facts) -> Iterator[tuple[_Run, _Run]]:
    """Give two neighbouring runs that make two lists of the same words one another when they change places.

    Where there are several such places, the first ones. Linear: one list is looked for in the other written twice, as
    strings.
    """
    ours, theirs = old.order, new.order
    head = next(k for k, (one, other) in enumerate(zip(ours, theirs, strict=True)) if one != other)
    tail = next(k for k, (one, other) in enumerate(zip(ours[::-1], theirs[::-1], strict=True)) if one != other)
    one, other = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    signs = {word: chr(number) for number, word in enumerate(dict.fromkeys(one))}
    twice, wanted = "".join(map(signs.__getitem__, one)) * 2, "".join(map(signs.__getitem__, other))
    kinds = {reason: _words_of(found) for reason, found in old.tokens.items()}
    place = 0
    for _ in range(PLACES):
        place = twice.find(wanted, place + 1)
        if place < 0:
            return
        starts = (head, head + len(one) - place), (head + place, head)
        one_run, other_run = (
            _Run(
                words,
                (old.leads[here], new.leads[there]),
                (here == 0, there == 0),
                any(not _RELATIVE.isdisjoint(lead) for lead in old.leads[here + 1 : here + len(words)]),
                kinds,
            )
            for words, (here, there) in zip((one[:place], one[place:]), starts, strict=True)
        )
        yield one_run, other_run


def _to_no_effect(runs: tuple[_Run, _Run], in_order_of_others: bool) -> bool:
    """Say whether two runs may trade places: joined names, verb and adverb, a time or place put first, who said it."""
    one, other = runs
    if not in_order_of_others and _are_joined(one, other):
        return True
    if any(one.is_all(reason) and other.is_all(reason) for reason in one.kinds):
        return False  # facts of one kind, each in the other's place
    said = one.kinds.get(Reason.ATTRIBUTION, frozenset())
    if said and all(run.is_all(Reason.ATTRIBUTION, Reason.NAME) for run in runs):
        return one.stands_apart(0) and other.stands_apart(1)  # "said Orrin", "Orrin said"
    if len(one.words) == len(other.words) == 1 and any(map(_is_adverb, runs)):
        return not any(word in PREPOSITIONS for run in runs for lead in run.leads for word in lead)
    return any(
        (run.is_all(Reason.DATE) and not said and not passed.holds_clause)
        or (not said.isdisjoint(run.words) and run.stands_apart(0) and run.stands_apart(1))
        or (run.is_led_alike() and not passed.holds_clause)
        for run, passed in (runs, runs[::-1])
    )


def _is_adverb(run: _Run) -> bool:
    word = run.words[0]
    return _ADVERB.fullmatch(word) is not None and word not in HEDGES and not run.is_all(Reason.NAME)


def _words_of(tokens: Sequence[str]) -> frozenset[str]:
    """Give the words of facts: a number is kept with its unit."""
    return frozenset(word for token in tokens for word in (token, *token.split()))


def _are_joined(one: _Run, other: _Run) -> bool:
    """Say whether two names stand joined in both texts."""
    if any(word[0].isdigit() or word.endswith("ed") for word in (*one.words, *other.words)):
        return False
    return all({*lead} - {"the"} and _JOINING.issuperset(lead) for lead in (other.leads[0], one.leads[1]))

"""How much an edit matters, and why: a table of rules, each a reason and the test that gives it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass

from tracker.diff.roles import asides_of, is_only_moved, scope_of, speakers_of, voices_differ
from tracker.diff.spelling import (
    WEIGHED,
    all_say_the_same,
    are_synonyms,
    forms_of,
    is_one_of,
    is_spelling,
    same_stem,
)
from tracker.diff.tenses import times_differ
from tracker.diff.trivial import mended_alike, why_trivial
from tracker.model import Kind, Reason, Significance, WordSpan
from tracker.text.facts import Facts, read_facts
from tracker.text.fold import fold
from tracker.text.lexicon import (
    HEDGES,
    MONTHS,
    NAMED_BY_CAPITAL,
    NEGATIONS,
    PREPOSITIONS,
    SMALL_WORDS,
    TELLING_SMALL,
    WEEKDAYS,
)
from tracker.text.notes import note_spans
from tracker.text.ways import in_one_way
from tracker.text.words import words

_ON_DAY = re.compile(rf"\bon (?=(?:{'|'.join(sorted(WEEKDAYS | MONTHS))})\b)")
_OVERRIDE = re.compile("[\u202d\u202e]")
_SYMBOL = re.compile(r"\d\s?([A-Za-z\u00b5]{1,5})\b")
Names = Callable[[], Set[str]]  # what gives the names of two documents, read when they are first asked for
CLAIMED = frozenset({Reason.NUMBER, Reason.DATE, Reason.NEGATION})  # what a note that stays cannot change unsaid


@dataclass(frozen=True, slots=True)
class Change:
    """The two texts of a pair, and what the rules ask of them."""

    old: str
    new: str
    old_facts: Facts
    new_facts: Facts
    names: Names


def classify(
    kind: Kind,
    moved: bool,
    old: str,
    new: str,
    spans: Sequence[WordSpan],
    *,
    in_note: bool = False,
    names: Names = frozenset,
) -> tuple[Reason, ...]:
    """Give the reasons of an edit, the weightiest first; empty for a sentence kept in its place.

    `spans` is the word diff of the two texts; `in_note` says that the sentence is part of an editorial note; `names`
    gives the words, in small letters, that the whole documents show to be names. Every added or removed sentence has at
    least `content`.

    >>> from tracker.diff.words import word_diff
    >>> old, new = "It cost $1.5 million.", "It cost $15 million."
    >>> [str(reason) for reason in classify(Kind.REWORDED, False, old, new, word_diff(old, new))]
    ['number']
    """
    order = (Reason.ORDER,) if moved else ()
    match kind:
        case Kind.KEPT:
            return order
        case Kind.ADDED | Kind.REMOVED:
            return (Reason.CONTENT, Reason.NOTE) if in_note else (Reason.CONTENT,)
        case _:
            return weightiest_first({*why_changed(old, new, spans, names), *order})


def significance(reasons: Sequence[Reason]) -> Significance:
    """Give the significance of the weightiest reason; none where there is no reason."""
    return max((reason.significance for reason in reasons), key=lambda one: one.rank, default=Significance.NONE)


def why_changed(old: str, new: str, spans: Sequence[WordSpan], names: Names = frozenset) -> set[Reason]:
    """Give the reasons why two texts differ, from their typography to their facts; `names` as for `classify`."""
    if old == new:
        return {Reason.WHITESPACE}  # the same words, cut into sentences at other line ends
    if trivial := why_trivial(old, new):
        return trivial
    if fold(old) == fold(new):
        return {Reason.NUMBER}  # all that is left is a sign that became a dash, or the other way round
    if fold(old).lower() == fold(new).lower():
        return _why_case(old, new)
    if _OVERRIDE.findall(old) != _OVERRIDE.findall(new):
        return {Reason.CONTENT}  # figures and letters are shown in another order: "12" as "21"
    mended = mended_alike(old, new, spans)
    encoding = {Reason.ENCODING} if mended != (old, new) else set()
    return encoding | _why_reworded(*mended, names)


def _why_case(old: str, new: str) -> set[Reason]:
    """Give the reasons of a change of capitals: mW is not MW, and Labour has leaders that labour has not."""
    if _SYMBOL.findall(old) != _SYMBOL.findall(new):
        return {Reason.NUMBER}
    pairs = [(at, *pair) for at, pair in enumerate(zip(words(old), words(new), strict=False)) if pair[0] != pair[1]]
    alone = pairs[0][1:] if len(pairs) == 1 and pairs[0][0] else ()
    shortened = any(len(one) > 1 and one.isupper() for one in alone)  # "US", "WHO"; not "HEAVY SNOW"
    named = any(at and one.lower() in NAMED_BY_CAPITAL for at, one, _ in pairs)
    return {Reason.NAME} if shortened or named else {Reason.CASE}


def _why_reworded(old: str, new: str, names: Names) -> set[Reason]:
    (old_bare, old_notes), (new_bare, new_notes) = _without_notes(old), _without_notes(new)
    note = {Reason.NOTE} if old_notes != new_notes else set()
    if note and fold(old_bare) == fold(new_bare):
        return note if words(old_bare) else note | _why_notes(old_notes, new_notes)
    change = _change(old_bare, new_bare, names)
    if is_only_moved(change.old, change.new, change.old_facts, change.new_facts):
        return note | (_why_told_otherwise(change) or {Reason.WORDING})
    reasons = {reason for reason, applies in RULES if applies(change)}
    weighty = significance(tuple(reasons)) is Significance.SUBSTANTIVE
    if not weighty and (_roles_differ(change) or _leads_differ(change) or _times_differ(change)):
        reasons.add(Reason.CONTENT)
    return note | (reasons or {Reason.WORDING})


def _why_told_otherwise(change: Change) -> set[Reason]:
    """Give what changed where a run of words only moved: signs of numbers, prepositions, a verb's voice or time."""
    old, new = change.old_facts, change.new_facts
    reasons = {
        reason
        for reason in (Reason.NUMBER, Reason.DATE)
        if sorted(old.tokens.get(reason, ())) != sorted(new.tokens.get(reason, ()))
    }
    if sorted(old.rest) != sorted(new.rest) and any(not word[0].isalnum() for word in {*old.rest} ^ {*new.rest}):
        reasons.add(Reason.NUMBER)  # a sign, as of degrees
    told = _leads(change.old) != _leads(change.new) or voices_differ(change.old, change.new)
    return reasons | ({Reason.CONTENT} if told or _times_differ(change) else set())


def _change(old: str, new: str, names: Names = frozenset) -> Change:
    return Change(old, new, read_facts(old), read_facts(new), names)


def _why_notes(old: Sequence[str], new: Sequence[str]) -> set[Reason]:
    """Give what changed of what notes claim that are whole sentences: an update tells news too."""
    change = _change(" ".join(old), " ".join(new))
    return {reason for reason, applies in RULES if reason in CLAIMED and applies(change)}


def weightiest_first(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Order reasons by significance, then as the list of reasons does."""
    return tuple(sorted(reasons, key=lambda one: (-one.significance.rank, list(Reason).index(one))))


def _without_notes(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a text with its notes taken out, and the notes."""
    notes = note_spans(text)
    if not notes:
        return text, ()
    kept, last = [], 0
    for note in notes:
        kept.append(text[last : note.start])
        last = note.end
    bare = "".join((*kept, text[last:]))
    return re.sub(r"\s+([,.;:!?])(?!\d)", r"\1", " ".join(bare.split())), tuple(
        text[note.start : note.end] for note in notes
    )


def _facts_differ(reason: Reason) -> Callable[[Change], bool]:
    def applies(change: Change) -> bool:
        return change.old_facts.tokens.get(reason, ()) != change.new_facts.tokens.get(reason, ())

    return applies


def _said_of_another(reason: Reason, words: frozenset[str]) -> Callable[[Change], bool]:
    """Compare facts, and where all words are the same what each is said of: what is denied, what is doubted."""

    def applies(change: Change) -> bool:
        old, new = change.old_facts, change.new_facts
        if _facts_differ(reason)(change):
            return True
        ours, theirs = forms_of(old.order), forms_of(new.order)
        return sorted(ours) == sorted(theirs) and scope_of(words, old.order, ours) != scope_of(words, new.order, theirs)

    return applies


def _speakers_differ(change: Change) -> bool:
    """Compare who says it: also where the commas alone tell: "Trump said Biden lied", "Trump, said Biden, lied"."""
    if _facts_differ(Reason.ATTRIBUTION)(change):
        return True
    if _is_of_speakers(*_telling_rest(change), change):
        return True
    same = forms_of(change.old_facts.order) == forms_of(change.new_facts.order)
    ours, theirs = asides_of(change.old), asides_of(change.new)
    return same and len(ours) == len(theirs) and ours != theirs


def _name_differs(change: Change) -> bool:
    """Compare the words that are shown to be names: a capital at a sentence's start alone shows nothing."""
    old, new = change.old_facts, change.new_facts
    if old.capitals == new.capitals:
        return False
    shown = {*old.tokens.get(Reason.NAME, ()), *new.tokens.get(Reason.NAME, ())}, change.names()
    ours, theirs = (
        [word for word in facts.capitals if any(word in names or word.removesuffix("'s") in names for names in shown)]
        for facts in (old, new)
    )
    return ours != theirs


def _changed_rest(change: Change) -> tuple[list[str], list[str]]:
    """Give the words, facts apart, that only the old and only the new text has."""
    ours, theirs = Counter(change.old_facts.rest), Counter(change.new_facts.rest)
    our_facts, their_facts = (
        {token for found in facts.tokens.values() for token in found} for facts in (change.old_facts, change.new_facts)
    )
    return (
        [word for word in ours - theirs if word not in their_facts or word in theirs],
        [word for word in theirs - ours if word not in our_facts or word in ours],
    )


def _telling_rest(change: Change) -> tuple[list[str], list[str]]:
    """Give the words that say something, facts apart, that only the old and only the new text has."""
    gone, come = (
        [word for word in side if word not in SMALL_WORDS or word in TELLING_SMALL] for side in _changed_rest(change)
    )
    return gone, come


def _is_of_speakers(gone: list[str], come: list[str], change: Change) -> bool:
    """Say whether all that went and came is who says it: "police said", "a witness said"; not two words for one."""
    if not gone or not come or not change.names().isdisjoint((*gone, *come)) or all_say_the_same(gone, come):
        return False  # names are told as names
    return speakers_of(change.old).issuperset(gone) and speakers_of(change.new).issuperset(come)


def _content_differs(change: Change) -> bool:
    gone, come = _telling_rest(change)
    if is_one_of(gone, come, change.old) or is_one_of(come, gone, change.new) or _openings_differ(change):
        return True
    return not all_say_the_same(gone, come) or change.old.count("?") != change.new.count("?")


def _openings_differ(change: Change) -> bool:
    """Say whether the texts open with two words of one stem: Roberts is not Robert, and workers are not a worker."""
    one, other = (next(iter(facts.order), "") for facts in (change.old_facts, change.new_facts))
    opens = change.old_facts.capitals[:1] == (one,) and change.new_facts.capitals[:1] == (other,)
    return opens and one != other and same_stem(one, other) and not are_synonyms(one, other)


def _leads_differ(change: Change) -> bool:
    """Say whether nothing changed but prepositions: to shoot at, to shoot; "on Monday" and "Monday" are one."""
    if forms_of(change.old_facts.order) != forms_of(change.new_facts.order):
        return False
    return _leads(change.old) != _leads(change.new)


def _leads(text: str) -> Counter[str]:
    return Counter(word for word in words(_ON_DAY.sub("", in_one_way(fold(text)).lower())) if word in PREPOSITIONS)


def _times_differ(change: Change) -> bool:
    return times_differ(change.old, change.new, (change.old_facts.order, change.new_facts.order))


def _roles_differ(change: Change) -> bool:
    """Say whether the same words tell of other roles: who did what to whom."""
    old, new = change.old_facts, change.new_facts
    ours, theirs = forms_of(old.order), forms_of(new.order)
    if sorted(ours) != sorted(theirs):
        return False
    if ours != theirs:
        return True
    return old.rest.count("by") != new.rest.count("by") or voices_differ(change.old, change.new)


def _spelling_differs(change: Change) -> bool:
    gone, come = _changed_rest(change)
    return any(is_spelling(word, other) for word in gone[:WEIGHED] for other in come[:WEIGHED])


RULES: tuple[tuple[Reason, Callable[[Change], bool]], ...] = (
    (Reason.NUMBER, _facts_differ(Reason.NUMBER)),
    (Reason.DATE, _facts_differ(Reason.DATE)),
    (Reason.NAME, _name_differs),
    (Reason.QUOTATION, _facts_differ(Reason.QUOTATION)),
    (Reason.ATTRIBUTION, _speakers_differ),
    (Reason.NEGATION, _said_of_another(Reason.NEGATION, NEGATIONS)),
    (Reason.HEDGE, _said_of_another(Reason.HEDGE, HEDGES)),
    (Reason.CONTENT, _content_differs),
    (Reason.SPELLING, _spelling_differs),
)

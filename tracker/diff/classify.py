"""How much an edit matters, and why: a table of rules, each a reason and the test that gives it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from tracker.diff.roles import is_only_moved, passives, scope_of
from tracker.diff.spelling import WEIGHED, all_say_the_same, forms_of, is_one_of, is_spelling
from tracker.model import Kind, Op, Reason, Significance, WordSpan
from tracker.text.damage import is_mended, looks_damaged
from tracker.text.facts import Facts, read_facts
from tracker.text.fold import fold, fold_spaces
from tracker.text.lexicon import HEDGES, MONTHS, NAMED_BY_CAPITAL, NEGATIONS, PREPOSITIONS, SMALL_WORDS, WEEKDAYS
from tracker.text.notes import note_spans
from tracker.text.words import words

_INNER_SPACE = re.compile(  # before a closing mark, after an opening one; never beside a digit that it could set apart
    r"(?<=[^\W\d]) (?=[?!;:,.)\]}\u300d\u3002](?!\d))|(?<=[(\[{\u300c]) (?=\S)"
    r"|(?<=\d) (?=%|[A-Za-z]{1,3}\b)"
    r"|(?<=[\u3040-\u9fff]) (?=[\u3040-\u9fff\u300c])"
)
_ON_DAY = re.compile(rf"\bon (?=(?:{'|'.join(sorted(WEEKDAYS | MONTHS))})\b)")
_BEHIND_MARK = re.compile(r"(?<=[^\W\d][.!?;:,]) (?=[^\W\d])")
_BESIDE_QUOTE = re.compile(r'(?<!\d) ?" ?(?!\d)')
_SPACED_DASH = re.compile(r"\s*(?:[\u2013\u2014\u2015]|(?<!-)--(?!-))\s*(?!\d)|(?<=\w)\s*\u2014\s*")
_QUOTE = re.compile("(?<![\\d\u00bc-\u00be\u2150-\u215e])(?<![\\d\u00bc-\u00be] )[\"']")  # 5' and 5\" differ
_SYMBOL = re.compile(r"\d\s?([A-Za-z\u00b5]{1,5})\b")
_MINUS = re.compile(
    r"(?<![\w-])[-\u2212\u2013\ufe63\uff0d](?=(?:[A-Z]{1,3})?[$\u20ac\u00a3\u00a5\u20b9]?\.?\d)"
    r"|(?<=[A-Za-z\d])[-\u2212\u2013](?![\w-])"
)


CLAIMED = frozenset({Reason.NUMBER, Reason.DATE, Reason.NEGATION})  # what a note that stays cannot change unsaid


@dataclass(frozen=True, slots=True)
class Change:
    """The two texts of a pair, and what the rules ask of them."""

    old: str
    new: str
    old_facts: Facts
    new_facts: Facts


def classify(
    kind: Kind, moved: bool, old: str, new: str, spans: Sequence[WordSpan], *, in_note: bool = False
) -> tuple[Reason, ...]:
    """Give the reasons of an edit, the weightiest first; empty for a sentence kept in its place.

    `spans` is the word diff of the two texts; `in_note` says that the sentence is part of an editorial note.
    Every added or removed sentence has at least `content`.

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
            return weightiest_first({*why_changed(old, new, spans), *order})


def significance(reasons: Sequence[Reason]) -> Significance:
    """Give the significance of the weightiest reason; none where there is no reason."""
    return max((reason.significance for reason in reasons), key=lambda one: one.rank, default=Significance.NONE)


def why_changed(old: str, new: str, spans: Sequence[WordSpan]) -> set[Reason]:
    """Give the reasons why two texts differ, from their typography to their facts."""
    if old == new:
        return {Reason.WHITESPACE}  # the same words, cut into sentences at other line ends
    if trivial := _trivial(old, new):
        return trivial
    if fold(old) == fold(new):
        return {Reason.NUMBER}  # all that is left is a sign that became a dash, or the other way round
    if fold(old).lower() == fold(new).lower():
        return _why_case(old, new)
    mended = _mended(old, new, spans)
    encoding = {Reason.ENCODING} if mended != (old, new) else set()
    return encoding | _why_reworded(*mended)


def _why_case(old: str, new: str) -> set[Reason]:
    """Give the reasons of a change of capitals: mW is not MW, and Labour has leaders that labour has not."""
    if _SYMBOL.findall(old) != _SYMBOL.findall(new):
        return {Reason.NUMBER}
    pairs = [(at, *pair) for at, pair in enumerate(zip(words(old), words(new), strict=False)) if pair[0] != pair[1]]
    alone = pairs[0][1:] if len(pairs) == 1 and pairs[0][0] else ()
    shortened = any(len(one) > 1 and one.isupper() for one in alone)  # "US", "WHO"; not "HEAVY SNOW"
    named = any(at and one.lower() in NAMED_BY_CAPITAL for at, one, _ in pairs)
    return {Reason.NAME} if shortened or named else {Reason.CASE}


def _why_reworded(old: str, new: str) -> set[Reason]:
    (old_bare, old_notes), (new_bare, new_notes) = _without_notes(old), _without_notes(new)
    note = {Reason.NOTE} if old_notes != new_notes else set()
    if note and fold(old_bare) == fold(new_bare):
        return note if words(old_bare) else note | _why_notes(old_notes, new_notes)
    change = _change(old_bare, new_bare)
    if is_only_moved(change.old, change.new, change.old_facts, change.new_facts):
        return note | {Reason.WORDING}
    reasons = {reason for reason, applies in RULES if applies(change)}
    weighty = significance(tuple(reasons)) is Significance.SUBSTANTIVE
    if not weighty and (_roles_differ(change) or _leads_differ(change)):
        reasons.add(Reason.CONTENT)
    return note | (reasons or {Reason.WORDING})


def _change(old: str, new: str) -> Change:
    return Change(old, new, read_facts(old), read_facts(new))


def _why_notes(old: Sequence[str], new: Sequence[str]) -> set[Reason]:
    """Give what changed of what notes claim that are whole sentences: an update tells news too."""
    change = _change(" ".join(old), " ".join(new))
    return {reason for reason, applies in RULES if reason in CLAIMED and applies(change)}


def weightiest_first(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Order reasons by significance, then as the list of reasons does."""
    return tuple(sorted(reasons, key=lambda one: (-one.significance.rank, list(Reason).index(one))))


def _trivial(old: str, new: str) -> set[Reason]:
    if fold_spaces(old) == fold_spaces(new):
        return {Reason.WHITESPACE}
    if fold(old) == fold(new) and _minus_signs(old) == _minus_signs(new):
        spaces = {Reason.WHITESPACE} if _spaces(old) != _spaces(new) else set()
        return {Reason.TYPOGRAPHY} | spaces
    if _mends(old, new):
        return {Reason.ENCODING}
    if _closed_up(old) == _closed_up(new) and _minus_signs(old) == _minus_signs(new):
        return {Reason.WHITESPACE} | (
            {Reason.TYPOGRAPHY} if re.sub(r"\s", "", old) != re.sub(r"\s", "", new) else set()
        )
    if fold(old) != fold(new) and _QUOTE.sub("'", fold(old)) == _QUOTE.sub("'", fold(new)):
        return {Reason.TYPOGRAPHY}
    return set()


def _closed_up(text: str) -> str:
    """Fold a text and close up the spaces around its dashes and inside of its marks; a hyphen is no dash."""
    text = _BEHIND_MARK.sub("", _INNER_SPACE.sub("", fold(_SPACED_DASH.sub("\x01", text))))
    return _BESIDE_QUOTE.sub('"', text)


def _minus_signs(text: str) -> int:
    """Count what can be a minus sign: a hyphen, a minus or an en dash before a digit, or behind a rating ("BBB-")."""
    return len(_MINUS.findall(text))


def _mends(old: str, new: str) -> bool:
    old, new = " ".join(old.split()), " ".join(new.split())
    if "&" in old + new and " ".join(unescape(old).split()) == " ".join(unescape(new).split()):
        return True  # an entity of HTML
    return is_mended(old, new) or is_mended(new, old)


def _spaces(text: str) -> list[int]:
    return [len(run) for run in re.findall(r"[ \t]{2,}", text)]


def _mended(old: str, new: str, spans: Sequence[WordSpan]) -> tuple[str, str]:
    """Give the two texts with damage that either mends in the other mended in both: what else changed is left."""
    if not looks_damaged(old) and not looks_damaged(new):
        return old, new
    repairs_old, repairs_new = [], []
    for gone, come in pairwise(spans):
        if gone.op is Op.REMOVED and come.op is Op.ADDED:
            removed, added = old[slice(*gone.old)], new[slice(*come.new)]
            if is_mended(removed, added):
                repairs_old.append((gone.old, added))
            elif is_mended(added, removed):
                repairs_new.append((come.new, removed))
    return _replaced(old, repairs_old), _replaced(new, repairs_new)


def _replaced(text: str, repairs: Sequence[tuple[tuple[int, int], str]]) -> str:
    for (start, end), instead in reversed(repairs):
        text = text[:start] + instead + text[end:]
    return text


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


def _name_differs(change: Change) -> bool:
    """Compare the words that either text shows to be names: a capital at a sentence's start alone shows nothing."""
    old, new = change.old_facts, change.new_facts
    names = {*old.tokens.get(Reason.NAME, ()), *new.tokens.get(Reason.NAME, ())}
    return [word for word in old.capitals if word in names] != [word for word in new.capitals if word in names]


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


def _content_differs(change: Change) -> bool:
    gone, come = ([word for word in side if word not in SMALL_WORDS] for side in _changed_rest(change))
    if is_one_of(gone, come, change.old) or is_one_of(come, gone, change.new):
        return True
    return not all_say_the_same(gone, come) or change.old.count("?") != change.new.count("?")


def _leads_differ(change: Change) -> bool:
    """Say whether nothing changed but prepositions: to shoot at, to shoot; "on Monday" and "Monday" are one."""
    if change.old_facts.order != change.new_facts.order:
        return False
    old, new = (
        Counter(word for word in words(_ON_DAY.sub("", text.lower())) if word in PREPOSITIONS)
        for text in (change.old, change.new)
    )
    return old != new


def _roles_differ(change: Change) -> bool:
    """Say whether the same words tell of other roles: who did what to whom."""
    old, new = change.old_facts, change.new_facts
    ours, theirs = forms_of(old.order), forms_of(new.order)
    if sorted(ours) != sorted(theirs):
        return False
    if ours != theirs:
        return True
    return old.rest.count("by") != new.rest.count("by") or passives(change.old) != passives(change.new)


def _spelling_differs(change: Change) -> bool:
    gone, come = _changed_rest(change)
    return any(is_spelling(word, other) for word in gone[:WEIGHED] for other in come[:WEIGHED])


RULES: tuple[tuple[Reason, Callable[[Change], bool]], ...] = (
    (Reason.NUMBER, _facts_differ(Reason.NUMBER)),
    (Reason.DATE, _facts_differ(Reason.DATE)),
    (Reason.NAME, _name_differs),
    (Reason.QUOTATION, _facts_differ(Reason.QUOTATION)),
    (Reason.ATTRIBUTION, _facts_differ(Reason.ATTRIBUTION)),
    (Reason.NEGATION, _said_of_another(Reason.NEGATION, NEGATIONS)),
    (Reason.HEDGE, _said_of_another(Reason.HEDGE, HEDGES)),
    (Reason.CONTENT, _content_differs),
    (Reason.SPELLING, _spelling_differs),
)

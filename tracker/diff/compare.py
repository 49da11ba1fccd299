"""Two documents compared: edits with their reasons, fields, and what became of the notes."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter

from tracker.diff.align import align_counted, in_new_order
from tracker.diff.classify import Names, classify, significance, weightiest_first, why_changed
from tracker.diff.lcs import Tally
from tracker.diff.notes import note_events
from tracker.diff.words import word_diff, word_diff_counted
from tracker.model import Comparison, Document, Edit, FieldEdit, Kind, Pair, Reason, Side, Significance
from tracker.text.facts import names_in
from tracker.text.fold import folded_differences
from tracker.text.words import count_words

Noted = tuple[frozenset[int], frozenset[int]]  # the old and the new sentences that are parts of notes
IN_NOTE = 0.8  # share of a sentence that a note must cover for the sentence to be part of it


def compare(old: Document, new: Document, story: str | None = None) -> Comparison:
    """Compare two documents, sentence by sentence; the sides' places in a history are the caller's to fill in."""
    tally = Tally()
    edits = find_edits(old, new, tally)
    return Comparison(
        story,
        side_of(old),
        side_of(new),
        edits,
        tuple(_field_edits(old, new)),
        note_events(old, new, edits),
        tuple(tally.limits),
    )


def find_edits(old: Document, new: Document, tally: Tally | None = None) -> tuple[Edit, ...]:
    """Give the edits between two documents, in the order of the new text; the work is counted in `tally`."""
    tally = tally or Tally()

    @cache
    def names() -> frozenset[str]:
        return names_in(one.text for side in (old, new) for one in side.sentences)

    noted = noted_sentences(old), noted_sentences(new)
    edits = [_edit(pair, old, new, tally, names, noted) for pair in link_sentences(old, new, tally)]
    return _with_spacing(edits, old, new)


def link_sentences(old: Document, new: Document, tally: Tally | None = None) -> tuple[Pair, ...]:
    """Pair the sentences of two documents; the work is counted in `tally`.

    Those of notes are paired with those of notes alone: a correction repeats the words it speaks of.
    """
    ours, theirs = noted_sentences(old), noted_sentences(new)
    tally = tally or Tally()
    pairs: list[Pair] = []
    for noted in (False, True) if ours or theirs else (False,):
        here = [i for i in range(len(old.sentences)) if (i in ours) is noted]
        there = [j for j in range(len(new.sentences)) if (j in theirs) is noted]
        found = align_counted(
            [old.sentences[i].text for i in here], [new.sentences[j].text for j in there], tally
        ).pairs
        pairs += [Pair(tuple(here[i] for i in one.old), tuple(there[j] for j in one.new), one.moved) for one in found]
    return in_new_order(pairs)


def side_of(document: Document) -> Side:
    """Say of a document what a comparison says of a side."""
    words = sum(count_words(one.text) for one in document.sentences)
    return Side(len(document.sentences), words, document.title, document.byline)


def _edit(pair: Pair, old: Document, new: Document, tally: Tally, names: Names, in_notes: Noted) -> Edit:
    if len(pair.old) == len(pair.new) == 1 and not pair.moved:
        text = new.sentences[pair.new[0]].text
        if old.sentences[pair.old[0]].text == text:
            return Edit(Kind.KEPT, False, Significance.NONE, (), pair.old, pair.new, text, text)
    old_text = " ".join(old.sentences[i].text for i in pair.old)
    new_text = " ".join(new.sentences[j].text for j in pair.new)
    kind = pair.kind_if_changed
    if kind is Kind.REWORDED and old_text == new_text:
        kind = Kind.KEPT
    words = word_diff_counted(old_text, new_text, tally) if pair.old and pair.new and kind is not Kind.KEPT else ()
    noted = in_notes[0].issuperset(pair.old) and in_notes[1].issuperset(pair.new)
    reasons = classify(kind, pair.moved, old_text, new_text, words, in_note=noted, names=names)
    weight = significance(reasons)
    details = folded_differences(old_text, new_text) if weight is Significance.TRIVIAL else ()
    return Edit(kind, pair.moved, weight, reasons, pair.old, pair.new, old_text, new_text, words, details)


def noted_sentences(document: Document) -> frozenset[int]:
    """Give the sentences that are part of an editorial note: but for a few characters, all of them."""
    noted: set[int] = set()
    for note in document.notes:
        at = bisect_right(document.sentences, note.start, key=attrgetter("end"))
        while at < len(document.sentences) and document.sentences[at].start < note.end:
            one = document.sentences[at]
            if min(note.end, one.end) - max(note.start, one.start) >= IN_NOTE * (one.end - one.start):
                noted.add(at)
            at += 1
    return frozenset(noted)


def _with_spacing(edits: Sequence[Edit], old: Document, new: Document) -> tuple[Edit, ...]:
    """Mark sentences before which the white space changed: a paragraph break come or gone is a change too."""
    partner = {edit.old[-1]: edit.new[-1] for edit in edits if edit.old and edit.new}
    marked = []
    for edit in edits:
        comparable = edit.old and edit.new and not edit.moved and Reason.WHITESPACE not in edit.reasons
        if comparable and _space_changed((edit.old[0], edit.old[-1]), (edit.new[0], edit.new[-1]), partner, old, new):
            reasons = (*edit.reasons, Reason.WHITESPACE)
            edit = replace(edit, significance=significance(reasons), reasons=reasons)
        marked.append(edit)
    return tuple(marked)


def _space_changed(
    here: tuple[int, int], there: tuple[int, int], partner: dict[int, int], old: Document, new: Document
) -> bool:
    """Compare the white space before a pair whose neighbours are a pair too, and after the last one."""
    follows = here[0] == there[0] == 0 or (here[0] > 0 and partner.get(here[0] - 1) == there[0] - 1)
    before = follows and _space_before(here[0], old) != _space_before(there[0], new)
    last = here[1] == len(old.sentences) - 1 and there[1] == len(new.sentences) - 1
    return before or (last and _space_before(here[1] + 1, old) != _space_before(there[1] + 1, new))


def _space_before(sentence: int, document: Document) -> str:
    sentences = document.sentences
    start = sentences[sentence - 1].end if sentence else 0
    end = sentences[sentence].start if sentence < len(sentences) else len(document.text)
    return document.text[start:end]


def _field_edits(old: Document, new: Document) -> list[FieldEdit]:
    edits = []
    for name, ours, theirs in (("title", old.title, new.title), ("byline", old.byline, new.byline)):
        if ours == theirs:
            continue
        words = word_diff(ours or "", theirs or "")
        reasons = weightiest_first(why_changed(ours, theirs, words)) if ours and theirs else (Reason.CONTENT,)
        if name == "byline" and significance(reasons) is not Significance.TRIVIAL:
            reasons = (Reason.NAME,)
        edits.append(FieldEdit(name, ours, theirs, significance(reasons), reasons, words))
    return edits

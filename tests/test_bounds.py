"""What one comparison may cost, counted on input made to hurt; no clock is asked."""

import re
import sys
from collections.abc import Callable, Set
from importlib import import_module
from itertools import pairwise
from random import Random
from typing import NoReturn

import pytest

from store import Archive
from tests import prose
from tests.captures import capture, put
from tests.prose import HOSTILE
from tracker.diff import Window, find_edits, find_flags, follow_sentences, spelling, word_diff
from tracker.diff.align import align_counted
from tracker.diff.bags import CANDIDATES
from tracker.diff.classify import why_changed
from tracker.diff.lcs import CELLS, Tally
from tracker.diff.spelling import WEIGHED
from tracker.diff.words import word_diff_counted
from tracker.model import NoteKind, Op, Pair, Reason
from tracker.text import find_notes, split_sentences
from tracker.text.damage import find_damage
from tracker.text.fold import fold
from tracker.text.note_terms import terms_of
from tracker.text.note_values import Terms
from tracker.text.reading import read_document
from tracker.text.sentence_ends import ends_sentence
from tracker.tracking import find_history

A_WORD = 2_048  # table cells a word may cost, beside one table of CELLS: linear in the length


def different(count: int, prefix: str) -> list[str]:
    return [f"{prefix}{k}a {prefix}{k}b {prefix}{k}c {prefix}{k}d {prefix}{k}e." for k in range(count)]


def prosaic(count: int) -> list[str]:
    random = Random(7)
    return [f"In case {number} of the court, {prose.sentence(random)}" for number in range(count)]


def shuffled(sentences: list[str]) -> list[str]:
    return Random(3).sample(sentences, len(sentences))


def edited(sentences: list[str]) -> list[str]:
    random = Random(5)
    return [one.replace("the", random.choice(["a", "this", "one"]), 1)[:-1] + " again." for one in sentences]


REPEATED = ["He declined to comment."] * 10_000
_RANDOM = Random(2)
LONG = " ".join(f"w{_RANDOM.randrange(60_000)}" for _ in range(100_000))
LONG_CHANGED = " ".join("changed" if place % 2_000 == 7 else word for place, word in enumerate(LONG.split(" ")))
ADVERSARIAL = {
    "wholly different": (different(20_000, "a"), different(20_000, "b")),
    "one sentence 10,000 times, a few removed": (REPEATED, REPEATED[:9_990]),
    "one sentence 10,000 times, some others between": (REPEATED, ["It rained.", *REPEATED[:5_000], "It snowed."]),
    "shuffled": (prosaic(5_000), shuffled(prosaic(5_000))),
    "every sentence edited": (prosaic(20_000), edited(prosaic(20_000))),
    "every sentence edited and shuffled": (prosaic(3_000), shuffled(edited(prosaic(3_000)))),
    "one sentence of 100,000 words": ([LONG], [LONG_CHANGED]),
    "one sentence of 100,000 other words": ([LONG], [LONG.replace("w", "v")]),
    "empty against long": ([], prosaic(20_000)),
}


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_the_cost_of_an_alignment_is_linear_in_words(name: str) -> None:
    old, new = ADVERSARIAL[name]
    words = sum(len(one.split()) for one in (*old, *new))
    aligned = align_counted(old, new)
    assert aligned.tally.cells <= CELLS + A_WORD * words
    assert aligned.tally.comparisons <= CANDIDATES * len(old)
    assert sorted(i for pair in aligned.pairs for i in pair.old) == list(range(len(old)))
    assert sorted(j for pair in aligned.pairs for j in pair.new) == list(range(len(new)))


@pytest.mark.parametrize("name", ["every sentence edited", "one sentence of 100,000 words"])
def test_what_has_anchors_is_matched_in_full(name: str) -> None:
    old, new = ADVERSARIAL[name]
    aligned = align_counted(old, new)
    assert aligned.pairs == tuple(Pair((k,), (k,)) for k in range(len(old)))
    assert aligned.tally.limits == []


def test_where_a_bound_was_met_the_comparison_says_so() -> None:
    aligned = align_counted(*ADVERSARIAL["wholly different"])
    assert aligned.tally.limits == [
        "100,000 old and 100,000 new words in one changed passage had too little in common to be cut up "
        "and were not matched word by word"
    ]


def test_shuffled_sentences_are_all_found_again() -> None:
    old = prosaic(5_000)
    new = shuffled(old)
    aligned = align_counted(old, new)
    assert {(pair.old, pair.new) for pair in aligned.pairs} == {((old.index(one),), (j,)) for j, one in enumerate(new)}


def test_the_word_diff_of_a_hundred_thousand_words_is_bounded_and_exact() -> None:
    new = LONG_CHANGED
    tally = Tally()
    spans = word_diff_counted(LONG, new, tally)
    assert tally.cells <= CELLS + A_WORD * 200_000
    assert "".join(new[slice(*span.new)] for span in spans if span.op is not Op.REMOVED) == new
    assert sum(span.op is Op.REMOVED for span in spans) == 50


def test_a_word_diff_without_anything_in_common_is_one_replacement() -> None:
    assert [span.op for span in word_diff(LONG, LONG.replace("w", "v"))] == [Op.REMOVED, Op.ADDED]


@pytest.mark.parametrize("label", ["Correction: ", "Correction ", "Update ", "Editor's note ", "(sic ", "(Corrects "])
@pytest.mark.parametrize("run", ["1", "1,", "12 ", "a ", "A. ", "3 May ", "not A, ", "“a” "])
def test_no_run_of_signs_behind_a_label_keeps_a_reader_for_ever(label: str, run: str) -> None:
    text = f"It rained.\n{label}{run * 400}! x"  # a pattern that tries every way to cut the run never ends
    assert all(0 <= note.start < note.end <= len(text) for note in find_notes(text))


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_makes_a_reader_fail_or_its_decisions_grow_faster_than_the_text(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    decisions = 0

    def counted(line: str, start: int, candidate: re.Match[str]) -> bool:
        nonlocal decisions
        decisions += 1
        return ends_sentence(line, start, candidate)

    def counted_terms(kind: NoteKind, inside: str, ahead: str) -> Terms:
        nonlocal decisions
        decisions += 1
        return terms_of(kind, inside, ahead)

    monkeypatch.setattr("tracker.text.sentences.ends_sentence", counted)
    monkeypatch.setattr("tracker.text.note_terms.terms_of", counted_terms)
    counts = []
    for size in (50_000, 100_000):
        decisions = 0
        text = HOSTILE[name] * (size // len(HOSTILE[name])) + "x"
        spans = split_sentences(text)
        assert (spans[0].start, spans[-1].end) == (0, len(text))
        find_notes(text)
        counts.append(decisions)
        find_damage(text)
        fold(text)
    assert counts[1] <= 2 * counts[0] + 2


def test_ten_megabytes_without_a_line_end_and_a_megabyte_of_brackets_are_read() -> None:
    assert len(split_sentences("It rained on. " * 750_000)) == 750_000
    assert [(span.start, span.end) for span in split_sentences("(" * 1_000_000)] == [(0, 1_000_000)]
    assert find_notes("(" * 1_000_000) == ()


def test_thousands_of_equal_sentences_that_come_back_are_each_looked_at_once() -> None:
    def asked(count: int) -> int:
        """Count the built-in functions that are called to follow them."""
        gone, back = ["It is over."], ["He declined."] * count + ["It is over."]
        documents = [read_document(" ".join(one)) for one in (back, gone, back)]
        steps = [find_edits(old, new) for old, new in pairwise(documents)]
        calls = 0

        def counted(_frame: object, event: str, _function: object) -> None:
            nonlocal calls
            calls += event == "c_call"

        sys.setprofile(counted)
        every = follow_sentences([1, 2, 3], [back, gone, back], steps)
        sys.setprofile(None)
        assert [one.roots for one in every[2]] == [one.roots for one in every[0]]
        return calls

    assert asked(2_000) <= 2 * asked(1_000)


def test_as_many_notes_as_changes_of_fact_are_heard_in_quadratic_work() -> None:
    def asked(count: int) -> int:
        """Count the functions that are called to flag so many changes, each with a correction that names no form."""
        old, new = (
            "\n".join(f"The district of Delta{at} reported {at + more} new cases." for at in range(count))
            for more in (10, 500)
        )
        notes = "\n".join(f"Correction: An earlier version misstated the cases in Delta{at}." for at in range(count))
        with Archive.open("sqlite://", create=True) as archive:
            put(archive, capture(old), capture(f"{new}\n{notes}", "b"))
            history = find_history(archive, "flood", [])
        calls = 0

        def counted(_frame: object, event: str, _function: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        window = Window()
        sys.setprofile(counted)
        flags = find_flags(history.revisions, history.steps, history.notes, window)
        sys.setprofile(None)
        assert [flag.name for flag in flags] == ["acknowledged"] * count
        return calls

    asked(20)  # what is remembered of texts is remembered
    assert asked(80) <= 5 * asked(40)


@pytest.mark.parametrize("ending", ["", "s"])
def test_a_sentence_of_thousands_of_changed_words_is_weighed_in_bounded_comparisons(
    monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    weighed = 0

    def counted(compare: Callable[[str, str], bool]) -> Callable[[str, str], bool]:
        def count(one: str, other: str) -> bool:
            nonlocal weighed
            weighed += 1
            return compare(one, other)

        return count

    classify = import_module("tracker.diff.classify")  # the package gives the function of that name
    for module, name in ((spelling, "says_the_same"), (classify, "is_spelling")):
        monkeypatch.setattr(module, name, counted(getattr(module, name)))
    words = [word.translate(str.maketrans("0123456789", "abcdefghij")) for word in LONG.split(" ")[:4_000]]
    old, new = " ".join(words), " ".join(f"v{word}{ending}" for word in words)
    assert classify.why_changed(old, new, word_diff(old, new)) == {Reason.CONTENT}
    assert 0 < weighed <= 2 * WEIGHED**2


def test_thousands_of_parts_of_one_long_sentence_are_put_together_in_time() -> None:
    words = LONG.split(" ")
    parts = [" ".join(words[k : k + 5]) + "." for k in range(0, len(words), 5)]
    ends = [f"{word}." for word in words[::-1][:2_000]]  # too short to be told by their words
    pairs = align_counted([" ".join(words) + "."], [*parts[::-1], *ends]).pairs
    assert sorted(j for pair in pairs for j in pair.new) == list(range(len(parts) + len(ends)))
    assert [pair for pair in pairs if pair.old] == [Pair((0,), tuple(range(len(parts))))]


def test_the_names_of_two_documents_are_looked_up_and_never_gathered_for_a_sentence() -> None:
    class Unwalked(Set[str]):
        def __contains__(self, word: object) -> bool:
            return word in ("tate", "boss")

        def __len__(self) -> int:
            return 2

        def __iter__(self) -> NoReturn:
            raise AssertionError("every name of two documents was read for one sentence")

    names = Unwalked()
    old, new = "On Monday the boss Tate saw it.", "Boss Tate met it on Monday."
    assert why_changed(old, new, word_diff(old, new), lambda: names) == {Reason.CONTENT, Reason.NAME}


@pytest.mark.parametrize(
    ("old", "new", "reasons"),
    [
        ("It cost {} and 5 dollars.", "It cost {} and 6 dollars.", {Reason.NUMBER}),
        ("It rained{} 'today'.", "It rained{} \u2018today\u2019.", {Reason.TYPOGRAPHY}),
    ],
)
@pytest.mark.parametrize("run", ["1,", " ", "1.", "- ", " \u2013 ", "--", "$1 ", "a ", "\u201ca\u201d "])
def test_no_run_of_signs_keeps_the_reasons_for_ever(old: str, new: str, reasons: set[Reason], run: str) -> None:
    old, new = (text.format(run * 60_000) for text in (old, new))
    assert why_changed(old, new, word_diff(old, new)) == reasons

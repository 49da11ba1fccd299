"""The readable cases: each file under tests/cases against the public functions."""

import pytest

from tests.casefiles import CASES, Case, read_cases
from tracker.diff import align, compare, word_diff
from tracker.diff.classify import significance, weightiest_first, why_changed
from tracker.model import Op, Pair, Reason, Significance
from tracker.text import find_notes, split_sentences
from tracker.text.reading import read_document


def cases(room: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", read_cases(room), ids=lambda case: case.name)


@cases("significance")
def test_a_pair_is_ranked_for_the_reasons_an_editor_would_give(case: Case) -> None:
    (old,), (new,), (expected,) = case.old, case.new, case.expected
    reasons = weightiest_first(why_changed(old, new, word_diff(old, new)))
    assert [str(reason) for reason in reasons] == expected.split()


@cases("significance")
def test_a_pair_is_ranked_alike_in_both_directions(case: Case) -> None:
    (old,), (new,), _ = case.old, case.new, case.expected
    assert why_changed(old, new, word_diff(old, new)) == why_changed(new, old, word_diff(new, old))


@cases("cautious")
def test_where_words_alone_cannot_tell_a_change_is_ranked_higher_than_by_an_editor(case: Case) -> None:
    (old,), (new,), (expected,) = case.old, case.new, case.expected
    found = significance(weightiest_first(why_changed(old, new, word_diff(old, new))))
    assert found.rank > significance([Reason(reason) for reason in expected.split()]).rank


@cases("facts")
def test_a_change_of_fact_is_substantive_in_both_directions(case: Case) -> None:
    (old,), (new,) = case.old, case.new
    for one, other in ((old, new), (new, old)):
        reasons = weightiest_first(why_changed(one, other, word_diff(one, other)))
        assert significance(reasons) is Significance.SUBSTANTIVE


@cases("alignment")
def test_sentences_find_their_partners(case: Case) -> None:
    found = [_shown(pair, case) for pair in align(case.old, case.new)]
    assert found == [part.strip() for part in case.expected[0].split(",")]


@cases("words")
def test_words_are_marked_as_an_editor_would(case: Case) -> None:
    (old,), (new,), (expected,) = case.old, case.new, case.expected
    assert _marked(old, new) == expected


@cases("sentences")
def test_a_text_is_cut_into_its_sentences(case: Case) -> None:
    (text,) = case.old
    assert [text[span.start : span.end] for span in split_sentences(text)] == list(case.new)


@cases("notes")
def test_a_text_has_its_notes_and_no_others(case: Case) -> None:
    (text,) = case.old
    found = [
        f"{note.kind} | {note.status} | {'hedged' if note.hedged else 'sure'} | {note.term or '?'} | "
        f"{note.correct or '?'} | {text[note.start : note.end]}"
        for note in find_notes(text)
    ]
    assert found == list(case.expected)


@pytest.mark.parametrize("line", (CASES / "look-alikes" / "not-notes.txt").read_text(encoding="utf-8").splitlines())
def test_what_only_looks_like_a_note_is_none(line: str) -> None:
    assert find_notes(line) == ()


def test_headline_and_byline_are_compared_each_for_itself() -> None:
    old = read_document("It rained.", "Rain in the north", "A. Reporter")
    new = read_document("It rained.", "Rain in the south", "B. Reporter")
    fields = [(edit.name, edit.old, edit.new, edit.reasons) for edit in compare(old, new).fields]
    assert fields == [
        ("title", "Rain in the north", "Rain in the south", (Reason.CONTENT,)),
        ("byline", "A. Reporter", "B. Reporter", (Reason.NAME,)),
    ]


def test_a_paragraph_break_alone_is_a_trivial_change() -> None:
    comparison = compare(read_document("It rained. It poured."), read_document("It rained.\nIt poured."))
    assert [(edit.kind.value, edit.reasons) for edit in comparison.edits] == [
        ("kept", ()),
        ("kept", (Reason.WHITESPACE,)),
    ]
    assert comparison.significance.value == "trivial"


def test_a_paragraph_break_beside_a_reworded_sentence_is_told() -> None:
    old = read_document("The man left town. He just went home.")
    comparison = compare(old, read_document("The man left the town.\nHe went home."))
    assert [edit.reasons for edit in comparison.edits] == [
        (Reason.WORDING,),
        (Reason.WORDING, Reason.WHITESPACE),
    ]


def test_white_space_behind_the_last_sentence_is_a_change_too() -> None:
    old, new = (read_document(f"It rained. It snowed.{end}") for end in ("\n", "\n\n\n"))
    assert [edit.reasons for edit in compare(old, new).edits] == [(), (Reason.WHITESPACE,)]


def test_notes_of_the_same_words_are_followed_each_for_itself() -> None:
    old = read_document('He wrote "they was [sic] there" and "we is [sic] ready".')
    new = read_document('He wrote "they were there" and "we is [sic] ready".')
    events = [(event.event.value, event.note.term) for event in compare(old, new).notes]
    assert events == [("kept", "is"), ("resolved", "was")]


def test_two_hundred_equal_sentences_pair_up_in_order() -> None:
    old = ["He declined to comment."] * 200
    pairs = align(old, old[:150])
    assert pairs[:150] == tuple(Pair((k,), (k,)) for k in range(150))
    assert [pair.new for pair in pairs[150:]] == [()] * 50


def _shown(pair: Pair, case: Case) -> str:
    kind = pair.kind_if_changed.value
    if len(pair.old) == len(pair.new) == 1 and case.old[pair.old[0]] == case.new[pair.new[0]]:
        kind = "kept"
    return f"{_numbers(pair.old)}>{_numbers(pair.new)} {kind}{' moved' if pair.moved else ''}"


def _numbers(indices: tuple[int, ...]) -> str:
    return "-".join(str(index + 1) for index in indices)


def _marked(old: str, new: str) -> str:
    signs = {Op.EQUAL: "{}", Op.REMOVED: "[-{}-]", Op.ADDED: "{{+{}+}}"}
    return "".join(
        signs[span.op].format(new[slice(*span.new)] if span.op is Op.ADDED else old[slice(*span.old)])
        for span in word_diff(old, new)
    )

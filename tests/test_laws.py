"""The laws of the design, each over seeded random texts and edits."""

import textwrap
from itertools import pairwise
from random import Random

import pytest

from tests import prose
from tests.casefiles import CASES
from tracker.diff import align, compare, word_diff
from tracker.model import Edit, Kind, Op, Pair, Reason
from tracker.reports.as_json import comparison_json
from tracker.reports.from_json import load_comparison
from tracker.text import split_sentences
from tracker.text.reading import read_document

SEEDS = range(600)
REAL = (CASES / "prose.txt").read_text(encoding="utf-8").split("\n")[:-1]


def texts(seed: int) -> tuple[str, str]:
    random = Random(seed)
    old = prose.text(random)
    return old, prose.edited(old, random)


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


def test_sentences_never_overlap_and_lose_nothing_but_white_space() -> None:
    for seed in SEEDS:
        _, text = texts(seed)
        last = 0
        for span in split_sentences(text):
            assert span.start >= last
            assert span.end > span.start
            assert not text[last : span.start].strip()
            assert text[span.start : span.end] == text[span.start : span.end].strip()
            last = span.end
        assert not text[last:].strip()


def test_a_paragraphs_sentences_depend_on_it_alone() -> None:
    for seed in SEEDS:
        old, new = texts(seed)
        lines = new.split("\n")
        assert cut("\n".join([*old.split("\n"), *lines])) == cut(old) + [s for line in lines for s in cut(line)]


def real_paragraphs(random: Random) -> list[str]:
    """Give paragraphs of real prose, of one to four sentences."""
    sentences = random.sample(REAL, 24)
    cuts = [0]
    while cuts[-1] < len(sentences):
        cuts.append(cuts[-1] + random.randint(1, 4))
    return [" ".join(sentences[first:last]) for first, last in pairwise(cuts)]


@pytest.mark.parametrize("joint", ["\n\n", "\n"])
def test_an_edit_in_one_paragraph_changes_no_sentence_of_another(joint: str) -> None:
    for seed in range(1000):
        random = Random(seed)
        paragraphs = real_paragraphs(random)
        place = random.randrange(len(paragraphs))
        edited = prose.edited(paragraphs[place], random).replace("\n", " ").strip() or "Nothing."
        after = [*paragraphs[:place], edited, *paragraphs[place + 1 :]]
        assert cut(joint.join(after)) == [one for text in after for one in cut(text)]


def test_an_edit_in_a_wrapped_paragraph_changes_no_sentence_of_another() -> None:
    for seed in range(400):
        random = Random(seed)
        wrapped = [textwrap.fill(one, 72, break_on_hyphens=False) for one in real_paragraphs(random)]
        place = random.randrange(len(wrapped))
        edited = prose.edited(wrapped[place].replace("\n", " "), random).replace("\n", " ").strip() or "Nothing."
        before = [cut("\n\n".join([*wrapped[:place], *wrapped[place + 1 :]]))]
        for again in (edited, textwrap.fill(edited, 72)):  # one long line, and wrapped again
            after = cut("\n\n".join([*wrapped[:place], again, *wrapped[place + 1 :]]))
            assert [one for one in after if one not in cut_as_one(again)] == [
                one for one in before[0] if one not in cut_as_one(again)
            ]


def cut_as_one(paragraph: str) -> list[str]:
    """Give the sentences of a wrapped paragraph as they stand, line ends included."""
    view = paragraph.replace("\n", " ")
    return [paragraph[span.start : span.end] for span in split_sentences(view)]


def test_re_wrapped_text_is_trivial() -> None:
    for seed in range(300):
        random = Random(seed)
        paragraphs = real_paragraphs(random)
        width = random.randint(70, 80)
        old = read_document("\n\n".join(paragraphs))
        new = read_document("\n\n".join(textwrap.fill(one, width) for one in paragraphs))
        edits = [edit for edit in compare(old, new).edits if edit.kind is not Kind.KEPT]
        assert edits
        assert {(edit.kind, edit.reasons) for edit in edits} == {(Kind.REWORDED, (Reason.WHITESPACE,))}


def test_every_sentence_stands_in_one_pair() -> None:
    for seed in SEEDS:
        old, new = (cut(text) for text in texts(seed))
        pairs = align(old, new)
        assert sorted(i for pair in pairs for i in pair.old) == list(range(len(old)))
        assert sorted(j for pair in pairs for j in pair.new) == list(range(len(new)))
        assert all(pair.old or pair.new for pair in pairs)


def test_pairs_stand_in_the_order_of_the_new_text() -> None:
    for seed in SEEDS:
        old, new = (cut(text) for text in texts(seed))
        pairs = align(old, new)
        assert [pair for pair in pairs if pair.new] == sorted(
            (pair for pair in pairs if pair.new), key=lambda pair: pair.new
        )
        for at, pair in enumerate(pairs):
            if not pair.new and pair.old != (0,):
                assert pair.old[0] - 1 in {i for before in pairs[:at] for i in before.old}


def test_a_text_against_itself_is_kept() -> None:
    for seed in SEEDS:
        old = cut(texts(seed)[0])
        assert align(old, old) == tuple(Pair((k,), (k,)) for k in range(len(old)))


def test_swapping_the_sides_swaps_the_pairs() -> None:
    for seed in SEEDS:
        old, new = (cut(text) for text in texts(seed))
        mirrored = {Pair(pair.new, pair.old, pair.moved) for pair in align(new, old)}
        assert set(align(old, new)) == mirrored


def test_equal_input_gives_equal_output() -> None:
    for seed in SEEDS:
        old, new = (read_document(text) for text in texts(seed))
        assert compare(old, new) == compare(old, new)


def test_word_spans_rebuild_both_sides() -> None:
    for seed in SEEDS:
        old, new = texts(seed)
        spans = word_diff(old, new)
        assert "".join(old[slice(*span.old)] for span in spans if span.op is not Op.ADDED) == old
        assert "".join(new[slice(*span.new)] for span in spans if span.op is not Op.REMOVED) == new
        assert all(old[slice(*span.old)] == new[slice(*span.new)] for span in spans if span.op is Op.EQUAL)


def test_word_spans_follow_on_and_a_replacement_is_removed_first() -> None:
    for seed in SEEDS:
        old, new = texts(seed)
        at = (0, 0)
        spans = word_diff(old, new)
        for span in spans:
            assert (span.old[0], span.new[0]) == at
            at = (span.old[1], span.new[1])
            assert span.op is not Op.REMOVED or span.new[0] == span.new[1]
            assert span.op is not Op.ADDED or span.old[0] == span.old[1]
        ops = [span.op for span in spans]
        assert (Op.ADDED, Op.REMOVED) not in pairwise(ops)
        assert all(one is not two for one, two in pairwise(ops))


def test_old_sentences_and_the_comparison_give_the_new_ones() -> None:
    for seed in SEEDS:
        old, new = (read_document(text) for text in texts(seed))
        told: set[int] = set()
        for edit in compare(old, new).edits:
            before = " ".join(old.sentences[i].text for i in edit.old)
            assert applied(before, edit) == " ".join(new.sentences[j].text for j in edit.new)
            told.update(edit.new)
        assert told == set(range(len(new.sentences)))


def test_json_loads_back_equal() -> None:
    for seed in SEEDS:
        old, new = (read_document(text, "A title", None) for text in texts(seed))
        comparison = compare(old, new, "story")
        assert load_comparison(comparison_json(comparison)) == comparison


def test_a_difference_of_text_is_never_lost() -> None:
    for seed in SEEDS:
        old, new = texts(seed)
        comparison = compare(read_document(old), read_document(new))
        assert bool(comparison.changes) == (old != new), (old, new)


def applied(before: str, edit: Edit) -> str:
    """Rebuild an edit's new text from the old one and what was added to it."""
    if edit.kind in (Kind.KEPT, Kind.ADDED, Kind.REMOVED):
        return {Kind.KEPT: before, Kind.ADDED: edit.new_text, Kind.REMOVED: ""}[edit.kind]
    return "".join(
        edit.new_text[slice(*span.new)] if span.op is Op.ADDED else before[slice(*span.old)]
        for span in edit.words
        if span.op is not Op.REMOVED
    )

"""Provenance: which revision brought each sentence, found, proved by brute force, and known from the start."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from unittest.mock import Mock, patch

import pytest

from tests import histories
from tests.command import run
from tracker.diff import compare, count_survivors, find_life, follow_sentences, tell_line, trace_line
from tracker.diff.compare import link_sentences
from tracker.history import Place, Provenance, Survival
from tracker.model import Document, Edit, Kind
from tracker.text.fold import fold
from tracker.text.reading import read_document

SEEDS = range(300)
Every = tuple[tuple[Provenance, ...], ...]


def followed(texts: Sequence[str]) -> tuple[list[Document], list[tuple[Edit, ...]], Every]:
    """Read texts, compare each with the one before, and follow their sentences; revisions count from 1."""
    documents = [read_document(text) for text in texts]
    steps = [compare(old, new).edits for old, new in pairwise(documents)]
    sentences = [[one.text for one in document.sentences] for document in documents]
    return documents, steps, follow_sentences(range(1, len(texts) + 1), sentences, steps)


def brute_force(documents: Sequence[Document], steps: Sequence[Sequence[Edit]]) -> list[list[frozenset[Place]]]:
    """Find where each sentence, or a part of it, first stood, from nothing but the comparisons: sentence by sentence.

    A sentence is where those that it is linked with are from, but what is taken apart again where it was from before;
    one whose words are new in the revision is also from where the latest sentence of the same words is from, if
    nothing of that stands in the revision otherwise.
    """

    def edit_of(at: int, j: int) -> Edit:
        return next(edit for edit in steps[at - 1] if j in edit.new)

    def same_words(at: int, j: int) -> list[Place]:
        words = fold(documents[at].sentences[j].text)
        places = [(k, i) for k in range(at - 1, -1, -1) for i in range(len(documents[k].sentences))]
        return [(k, i) for k, i in places if fold(documents[k].sentences[i].text) == words]

    @cache
    def linked(at: int, j: int) -> frozenset[Place]:
        edit = edit_of(at, j)
        whole = frozenset[Place]().union(*(roots(at - 1, i) for i in edit.old))
        if edit.kind is Kind.KEPT:
            return whole
        return next((roots(k, i) for k, i in same_words(at, j) if roots(k, i) < whole), whole)

    @cache
    def roots(at: int, j: int) -> frozenset[Place]:
        if at == 0:
            return frozenset([(0, j)])
        found = linked(at, j)
        if edit_of(at, j).kind is Kind.KEPT:
            return found
        every = range(len(documents[at].sentences))
        standing = frozenset[Place]().union(*(linked(at, k) for k in every), *(roots(at, k) for k in range(j)))
        for k, i in same_words(at, j):
            if standing.isdisjoint(roots(k, i)):
                return found | roots(k, i)
        return found or frozenset([(at, j)])

    return [[roots(at, j) for j in range(len(document.sentences))] for at, document in enumerate(documents)]


def history_texts(seed: int) -> list[str]:
    return [" ".join(one.text for one in revision) + "\n" for revision in histories.history(seed)]


def test_provenance_is_what_comparing_every_revision_by_brute_force_finds() -> None:
    seen = dict.fromkeys([*Kind, "moved", "returned"], 0)
    for seed in SEEDS:
        documents, steps, every = followed(history_texts(seed))
        assert [[one.roots for one in sentences] for sentences in every] == brute_force(documents, steps), seed
        for step in steps:
            for edit in step:
                seen[edit.kind] += 1
                seen["moved"] += edit.moved
        seen["returned"] += sum(one.returned for one in every[-1])
    assert min(count for kind, count in seen.items() if kind != Kind.RECAST) >= 100, seen


def test_provenance_is_what_was_made() -> None:
    sentences = right = 0
    for seed in SEEDS:
        revisions = histories.history(seed)
        documents, _, every = followed([" ".join(one.text for one in revision) + "\n" for revision in revisions])
        for known, document, told in zip(revisions, documents, every, strict=True):
            if len(known) == len(document.sentences):  # the splitter cuts at the ends that were made
                sentences += len(known)
                right += sum(set(one.origins) == other.origins for one, other in zip(told, known, strict=True))
    print(f"origins: {right} of {sentences} sentences are from where they were made ({right / sentences:.4f})")
    assert sentences > 20_000
    assert right / sentences >= 0.99


def test_every_sentence_has_an_end_or_stands() -> None:
    for seed in SEEDS:
        _, steps, every = followed(history_texts(seed))
        numbers = range(1, len(every) + 1)
        for row in count_survivors(numbers, every):
            roots = {root for told in every for one in told for root in one.roots}
            assert row.brought == sum(at == row.revision - 1 for at, _ in roots)
            assert row.brought >= row.standing >= row.unchanged >= 0
        if seed % 10 == 0:
            for j in range(len(every[0])):
                events, standing = find_life((0, j), numbers, steps, every)
                assert standing == any((0, j) in one.roots for one in every[-1]), (seed, j)
                assert events[0] == every[0][j].events[0]


def with_notes_and_copies(texts: Sequence[str], random: Random) -> list[str]:
    """Add what a history of plain prose lacks: corrections, sentences that stand twice, other breaks and spaces."""
    made = []
    for text in texts:
        sentences = [one.text for one in read_document(text).sentences]
        for _ in range(random.choice([0, 0, 1, 2])):
            sentences.insert(random.randrange(len(sentences)), random.choice(sentences))
        if random.random() < 0.3:
            term = random.choice(sentences).split()[0]
            note = f"Correction: {term} was misnamed {term[::-1]}."
            sentences.insert(random.randrange(len(sentences)), random.choice([note, f"[{note}]"]))
        spaced = [one if random.random() < 0.97 else one.replace(" ", "  ", 1) for one in sentences]
        made.append("".join(one + random.choice([" ", " ", " ", "\n\n"]) for one in spaced).rstrip() + "\n")
    return made


def test_a_line_is_traced_as_following_every_sentence_finds_it() -> None:
    traced = again = 0
    linked = Mock(wraps=link_sentences)
    for seed in range(80):
        texts = history_texts(seed)
        texts = with_notes_and_copies(texts, Random(seed)) if seed % 2 else texts
        documents, steps, every = followed(texts)
        bare = [replace(document, text="") for document in documents]
        numbers = range(1, len(texts) + 1)
        for place in [(at, j) for at, document in enumerate(documents) for j in range(len(document.sentences))]:
            with patch("tracker.diff.tracing.link_sentences", linked):
                line = trace_line(place, bare)
            if line is None:
                again += 1
                continue
            traced += 1
            told = tell_line(line, numbers, bare[0], {at: steps[at - 1] for at in line.changed})
            assert (told, bool(line.sentences[-1])) == find_life(place, numbers, steps, every), (seed, place)
    aligned = linked.call_count / (traced + again)
    print(f"{traced} lives traced, {aligned:.1f} of 7 steps aligned for each; in {again} words came again")
    assert traced > 4_000
    assert again < traced / 2
    assert aligned < 3


def test_a_line_is_traced_where_a_copy_with_other_white_space_takes_its_place() -> None:
    it, copy = "It rained all  day in the north.", "It rained all day in the north."
    documents, steps, every = followed([f"Rain. Snow. {it}", f"Rain. {it} Snow. {copy}"])
    for place in [(1, j) for j in range(4)]:
        line = trace_line(place, documents)
        told = (tell_line(line, (1, 2), documents[0], {1: steps[0]}), bool(line.sentences[-1])) if line else None
        assert told in (None, find_life(place, (1, 2), steps, every)), place


def test_a_line_is_traced_where_a_note_begins_or_ceases_to_cover_a_sentence() -> None:
    with_break = "Rain fell in Lund.\n\nCorrection: The date was wrong.\n\nNobody was hurt, the mayor said.\n"
    without = with_break.replace("wrong.\n\n", "wrong. ")
    for texts in ([with_break, without], [without, with_break], [with_break, without, with_break]):
        documents, steps, every = followed(texts)
        numbers = range(1, len(texts) + 1)
        for place in [(at, j) for at in range(len(texts)) for j in range(3)]:
            line = trace_line(place, documents)
            changed = {at: steps[at - 1] for at in line.changed} if line else {}
            told = (tell_line(line, numbers, documents[0], changed), bool(line.sentences[-1])) if line else None
            assert told in (None, find_life(place, numbers, steps, every)), (texts, place)


A, B, C = "It rained all day in the north.", "Nobody was hurt, the council said.", "A bridge near Lund was closed."


def origins(*texts: str) -> list[list[tuple[int, ...]]]:
    return [[one.origins for one in told] for told in followed(texts)[2]]


def test_a_line_beside_a_note_is_traced_where_it_moved() -> None:
    twice = "The district of Delta reported 10 new cases on Monday."
    once = "It rained in Gamma, and Gamma was flooded on Monday by the river."
    note = "Correction: An earlier version misstated the day of Gamma."
    documents, steps, every = followed(["\n".join([twice, twice, note, once]), "\n".join([note, once, twice, twice])])
    assert [(edit.old, edit.new) for edit in steps[0] if edit.moved] == [((3,), (1,))]
    for place in [(1, j) for j in range(4)]:
        line = trace_line(place, documents)
        told = (tell_line(line, (1, 2), documents[0], {1: steps[0]}), bool(line.sentences[-1])) if line else None
        assert told in (None, find_life(place, (1, 2), steps, every)), place


def test_a_moved_sentence_keeps_its_origin() -> None:
    assert origins(f"{A} {B} {C}", f"{A} A new one. {B} {C}", f"{C} {A} A new one. {B}")[-1] == [(1,), (1,), (2,), (1,)]


def test_a_sentence_that_comes_again_keeps_its_origin_and_says_since_when_it_was_gone() -> None:
    every = followed([f"{A} {B} {C}", f"{A} {C}", f"{A} {C} It is over.", f"{A} {B} {C} It is over."])[2]
    assert [one.origins for one in every[-1]] == [(1,), (1,), (1,), (3,)]
    assert [(event.revision, event.returned_from) for event in every[-1][1].events] == [(1, None), (4, 1)]


def test_a_second_copy_of_a_sentence_that_stands_is_new() -> None:
    assert origins(f"{A} {B}", f"{A} {B} {A}")[-1] == [(1,), (1,), (2,)]


def test_the_parts_of_a_split_are_from_where_the_whole_is_and_a_merger_from_both() -> None:
    whole = "The council closed the bridge near Lund on Monday, and the mayor of the town praised the decision."
    halves = "The council closed the bridge near Lund on Monday. The mayor of the town praised the decision."
    assert origins(f"{A} {whole}", f"{A} {halves} It snowed there.", f"{A} {whole} It snowed there.") == [
        [(1,), (1,)],
        [(1,), (1,), (1,), (2,)],
        [(1,), (1,), (2,)],
    ]


def test_what_is_taken_apart_again_has_the_origin_that_it_had_before() -> None:
    first = "The bridge was closed on Monday by order of the mayor."
    second = "Engineers found three cracks in the eastern pillar."
    third = "Traffic was diverted through Elm Street."
    joined = f"{first[:-1]}, after engineers found three cracks in the eastern pillar."
    texts = [f"{first} {third}", f"{first} {second} {third}", f"{joined} {third}", f"{first} {second} {third}"]
    every = followed([*texts, f"{third} {second}", f"{second} {first} {third}"])[2]
    assert [one.origins for one in every[2]] == [(1, 2), (1,)]
    assert [one.origins for one in every[3]] == [(1,), (2,), (1,)]
    assert [one.origins for one in every[5]] == [(2,), (1,), (1,)]
    assert [one.returned for one in every[5]] == [False, True, False]
    assert count_survivors(range(1, 7), every)[0] == Survival(1, brought=2, standing=2, unchanged=2)


def test_a_sentence_that_comes_back_misspelled_and_is_mended_is_as_it_was_brought() -> None:
    texts = ["Anna Kessler won the vote. It was close.", "It was close.", "Anna Kesler won the vote. It was close."]
    _, steps, every = followed([*texts, texts[0]])
    assert [one.origins for one in every[3]] == [(1, 3), (1,)]
    assert count_survivors(range(1, 5), every)[0] == Survival(1, brought=2, standing=2, unchanged=2)
    events, standing = find_life((3, 0), range(1, 5), steps, every)
    told = [(event.revision, str(event.edit.kind), event.returned_from) for event in events]
    assert told == [(1, "added", None), (2, "removed", None), (3, "added", None), (4, "reworded", 1)]
    assert standing


KEY = "belarus-military-agreement"


@pytest.mark.parametrize("format_name", ["terminal", "markdown", "json"])
def test_blame_tells_of_every_sentence(seeded: str, tmp_path: Path, format_name: str) -> None:
    done = run("blame", KEY, "3", "--format", format_name, cwd=tmp_path, db=seeded)
    assert (done.code, done.err) == (0, "")
    assert "No date has been set for the first round of talks." in done.out
    assert "split in 3" in done.out or '"kind": "split"' in done.out

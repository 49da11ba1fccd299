"""The line of one sentence, what it grew from and what grew from it, traced without comparing every two revisions.

What stands in the equal head or tail of two neighbours is linked there: only what stands between is aligned, and only
where it is of the line. Where words of the line had stood before, returns and partings have a say (provenance.py): then
there is no short way, and every sentence must be followed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tracker.diff.align import fold_different
from tracker.diff.compare import link_sentences, noted_sentences
from tracker.diff.exact import equal_ends, once
from tracker.diff.provenance import brought, touching
from tracker.history import Place, SentenceEvent
from tracker.model import Document, Edit, Pair
from tracker.text.fold import fold


@dataclass(frozen=True, slots=True)
class Line:
    """The sentences of each revision that share a root with one sentence, and the revisions that changed any."""

    sentences: tuple[frozenset[int], ...]
    changed: tuple[int, ...]


def trace_line(place: Place, documents: Sequence[Document]) -> Line | None:
    """Trace a sentence through revisions, whose texts are not looked at; None where its words had stood before."""
    tracing = _Tracing(documents)
    roots = tracing.find_roots(place)
    return None if roots is None else tracing.follow(roots)


def tell_line(
    line: Line, numbers: Sequence[int], first: Document, steps: Mapping[int, Sequence[Edit]]
) -> tuple[SentenceEvent, ...]:
    """Give what `find_life` gives: the events of a line; `steps` has the edits of each revision that changed it."""
    events = [brought((0, i), first.sentences[i].text, numbers[0]).events[0] for i in sorted(line.sentences[0])]
    for at in line.changed:
        touched = touching(steps[at], line.sentences[at - 1], line.sentences[at])
        events += [SentenceEvent(numbers[at], edit) for edit in touched]
    return tuple(events)


class _Tracing:
    """Revisions with the words of their sentences, typography folded, and where each stood first."""

    def __init__(self, documents: Sequence[Document]) -> None:
        folded = {text: fold(text) for text in {one.text for document in documents for one in document.sentences}}
        self._words = [[folded[one.text] for one in document.sentences] for document in documents]
        self._steps = [_Step(*pair) for pair in pairwise(documents)]
        self._first: dict[str, int] = {}
        for at, words in enumerate(self._words):
            for text in words:
                self._first.setdefault(text, at)

    def find_roots(self, place: Place) -> set[Place] | None:
        """Give where a sentence, or its parts, first stood."""
        here, roots = {place[1]}, set[Place]()
        for at in range(place[0], 0, -1):
            pairs = {j: self._steps[at - 1].of_new(j) for j in here}
            if self._come_again(at, pairs.values()):
                return None
            roots |= {(at, j) for j, pair in pairs.items() if not pair.old}
            here = {i for pair in pairs.values() for i in pair.old}
        return roots | {(0, i) for i in here}

    def follow(self, roots: Collection[Place]) -> Line | None:
        """Give all that grew from some roots."""
        here = frozenset(i for at, i in roots if at == 0)
        words = {self._words[0][i] for i in here}
        sentences, changed = [here], []
        for at, step in enumerate(self._steps, 1):
            pairs = {step.of_old(i) for i in here} | {step.of_new(j) for where, j in roots if where == at}
            same_words = {step.of_new(j) for j, text in enumerate(self._words[at]) if text in words}
            if self._come_again(at, pairs | same_words):
                return None
            if not all(step.keeps(pair) and not pair.moved for pair in pairs):
                changed.append(at)
            here = frozenset(j for pair in pairs for j in pair.new)
            words |= {self._words[at][j] for j in here}
            sentences.append(here)
        return Line(tuple(sentences), tuple(changed))

    def _come_again(self, at: int, pairs: Collection[Pair]) -> bool:
        """Say whether new sentences of pairs, other than kept ones, have words that stood in an earlier revision."""
        step, words = self._steps[at - 1], self._words[at]
        return any(self._first[words[j]] < at for pair in pairs if not step.keeps(pair) for j in pair.new)


class _Step:
    """Two neighbouring revisions, aligned only when that is needed."""

    def __init__(self, old: Document, new: Document) -> None:
        self._documents = old, new
        self._old, self._new = fold_different(*([one.text for one in side.sentences] for side in (old, new)))
        self._head, self._tail = equal_ends(self._old, self._new)
        noted = noted_sentences(old), noted_sentences(new)
        self._has_notes = any(noted)
        if self._has_notes:  # sentences of notes are aligned apart (compare.py): equal ends may be cut there
            self._head = self._tail = 0
            for side, places in zip((self._old, self._new), noted, strict=True):
                for place in places:
                    side[place] = f"\0{side[place]}"

    def of_old(self, i: int) -> Pair:
        """Give the pair that an old sentence is in."""
        if i < self._head:
            j: int | None = i
        elif i >= len(self._old) - self._tail:
            j = i + len(self._new) - len(self._old)
        else:
            j = self._firm.get(i)
        return Pair((i,), (j,)) if j is not None else self._by_old[i]

    def of_new(self, j: int) -> Pair:
        """Give the pair that a new sentence is in."""
        if j < self._head:
            i: int | None = j
        elif j >= len(self._new) - self._tail:
            i = j + len(self._old) - len(self._new)
        else:
            i = next((i for i, there in self._firm.items() if there == j), None)
        return Pair((i,), (j,)) if i is not None else self._by_new[j]

    def keeps(self, pair: Pair) -> bool:
        """Say whether a pair is one sentence whose text is as it was, wherever it stands."""
        if not len(pair.old) == len(pair.new) == 1:
            return False
        old, new = self._documents
        return old.sentences[pair.old[0]].text == new.sentences[pair.new[0]].text

    @cached_property
    def _firm(self) -> Mapping[int, int]:
        """Give links between head and tail that hold, and hold their order, however all other sentences are linked.

        What occurs once on both sides is linked. Where that is in one order, and a run of it weighs more than all that
        is between head and tail beside, no heaviest run of links can leave it out for links across it (order.py).
        Notes are aligned by themselves: where there is one, nothing is told without aligning.
        """
        if self._has_notes:
            return {}
        ours = once(self._old, self._head, len(self._old) - self._tail)
        theirs = once(self._new, self._head, len(self._new) - self._tail)
        links = [(i, theirs[text]) for text, i in ours.items() if text in theirs]
        if any(one[1] > other[1] for one, other in pairwise(links)):
            return {}
        places = range(self._head, len(self._old) - self._tail), range(self._head, len(self._new) - self._tail)
        linked = 2 * sum(len(self._old[i]) for i, _ in links)
        loose = sum(len(self._old[i]) for i in places[0]) + sum(len(self._new[j]) for j in places[1]) - linked
        starts = [at for at, (i, j) in enumerate(links) if not at or links[at - 1] != (i - 1, j - 1)]
        runs = [links[start:end] for start, end in pairwise([*starts, len(links)])]
        return {i: j for run in runs if 2 * sum(len(self._old[i]) for i, _ in run) > loose for i, j in run}

    @cached_property
    def _pairs(self) -> tuple[Pair, ...]:
        return link_sentences(*self._documents)

    @cached_property
    def _by_old(self) -> Mapping[int, Pair]:
        return {i: pair for pair in self._pairs for i in pair.old}

    @cached_property
    def _by_new(self) -> Mapping[int, Pair]:
        return {j: pair for pair in self._pairs for j in pair.new}

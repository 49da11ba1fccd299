"""Where each sentence comes from: followed over consecutive comparisons, through moves, splits, mergers and returns.

A sentence comes from those that its edit links it with. One that was added has come back where its very words,
typography folded, stood in an earlier revision, in a sentence of which nothing else stands in the new one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.history import Place, Provenance, SentenceEvent, Survival
from tracker.model import Comparison, Edit, Kind, Reason
from tracker.text.fold import fold

Every = Sequence[Sequence[Provenance]]  # of each revision, the provenance of each of its sentences


class _Past:
    """What stood in earlier revisions: by folded words and by roots, the latest sentence that had them."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {}
        self._by_words: dict[str, dict[frozenset[Place], Provenance]] = {}

    def remember(self, sentences: Sequence[Provenance]) -> None:
        for one in sentences:
            same_words = self._by_words.setdefault(self._fold(one.text), {})
            known = same_words.pop(one.roots, None)
            same_words[one.roots] = known if known and known.place[0] == one.place[0] else one

    def find(self, text: str, standing: set[Place]) -> Provenance | None:
        """Find the latest sentence of these words of whose roots nothing stands; of one revision's the first."""
        same_words = self._by_words.get(self._fold(text), {}).values()
        free = [one for one in same_words if standing.isdisjoint(one.roots)]
        return max(free, key=lambda one: (one.place[0], -one.place[1]), default=None)

    def _fold(self, text: str) -> str:
        if text not in self._folded:
            self._folded[text] = fold(text)
        return self._folded[text]


def follow_sentences(
    numbers: Sequence[int], sentences: Sequence[Sequence[str]], steps: Sequence[Comparison]
) -> tuple[tuple[Provenance, ...], ...]:
    """Give the provenance of every sentence of every revision.

    `numbers` and `sentences` are those of each revision in order; `steps[k]` compares revision k with k + 1.
    """
    past = _Past()
    every = [tuple(_brought((0, i), text, numbers[0], None) for i, text in enumerate(sentences[0]))]
    for at, step in enumerate(steps, 1):
        past.remember(every[-1])
        every.append(_followed(at, numbers, sentences[at], step, every[-1], past))
    return tuple(every)


def _followed(
    at: int, numbers: Sequence[int], texts: Sequence[str], step: Comparison, before: Sequence[Provenance], past: _Past
) -> tuple[Provenance, ...]:
    found: dict[int, Provenance] = {}
    for edit in step.edits:
        for j in edit.new if edit.old else ():
            found[j] = _grown((at, j), texts[j], [before[i] for i in edit.old], edit, numbers[at])
    standing = {root for one in found.values() for root in one.roots}
    added = sorted((edit.new[0], edit) for edit in step.edits if edit.kind is Kind.ADDED)
    for j, edit in added:
        earlier = past.find(texts[j], standing)
        if earlier is None:
            found[j] = _brought((at, j), texts[j], numbers[at], edit)
        else:
            event = SentenceEvent(numbers[at], edit, numbers[earlier.place[0]])
            events = (*earlier.events, event)
            found[j] = replace(earlier, text=texts[j], place=(at, j), events=events, before=(earlier.place,))
        standing |= found[j].roots
    return tuple(found[j] for j in range(len(texts)))


def _brought(place: Place, text: str, number: int, edit: Edit | None) -> Provenance:
    edit = edit or Edit(Kind.ADDED, False, Reason.CONTENT.significance, (Reason.CONTENT,), (), (place[1],), "", text)
    return Provenance(text, place, frozenset([place]), (number,), (SentenceEvent(number, edit),))


def _grown(place: Place, text: str, sources: Sequence[Provenance], edit: Edit, number: int) -> Provenance:
    """Give a sentence that grew from some of the revision before; what did not change shares their values."""
    change = (SentenceEvent(number, edit),) if edit.kind is not Kind.KEPT or edit.moved else ()
    before = tuple(one.place for one in sources)
    if len(sources) == 1:
        one = sources[0]
        return Provenance(text, place, one.roots, one.origins, one.events + change, before)
    roots = frozenset(root for one in sources for root in one.roots)
    origins = sorted({origin for one in sources for origin in one.origins})
    return Provenance(
        text, place, roots, tuple(origins), _once(e for one in sources for e in one.events) + change, before
    )


def _once(events: Iterator[SentenceEvent]) -> tuple[SentenceEvent, ...]:
    """Give the events of several sentences once each, in the order of the revisions and of their text."""
    found = {(one.revision, one.edit.new): one for one in events}
    return tuple(found[key] for key in sorted(found))


def find_life(
    place: Place, numbers: Sequence[int], steps: Sequence[Comparison], every: Every
) -> tuple[tuple[SentenceEvent, ...], bool]:
    """Give all that happened to a sentence, before and after the place where it was found, and whether it stands.

    `every` is what `follow_sentences` gave.
    """
    events = list(every[place[0]][place[1]].events)
    here = {place}  # every place that the sentence, or a part of it, has had since
    for later in range(place[0] + 1, len(every)):
        gone_on = {i for at, i in here if at == later - 1}
        events += [
            SentenceEvent(numbers[later], edit)
            for edit in steps[later - 1].edits
            if not gone_on.isdisjoint(edit.old) and (edit.kind is not Kind.KEPT or edit.moved)
        ]
        for one in every[later]:
            if not here.isdisjoint(one.before):
                here.add(one.place)
                events += [last for last in one.events[-1:] if last.returned_from and last.revision == numbers[later]]
    return tuple(events), any(at == len(every) - 1 for at, _ in here)


def count_survivors(numbers: Sequence[int], every: Every) -> tuple[Survival, ...]:
    """Count, for each revision, the sentences that it brought, and what the last revision still has of them.

    A sentence is unchanged where it stands in the words it was brought with, moved or not, typography aside.
    """
    brought = Counter(at for sentences in every for one in sentences for at, _ in one.roots & {one.place})
    standing = Counter(at for at, _ in {root for one in every[-1] for root in one.roots})
    unchanged = Counter(at for one in every[-1] if _as_brought(one, every) for at, _ in one.roots)
    return tuple(Survival(n, brought[at], standing[at], unchanged[at]) for at, n in enumerate(numbers))


def _as_brought(one: Provenance, every: Every) -> bool:
    if not one.reworded:
        return True
    return len(one.roots) == 1 and all(fold(every[at][j].text) == fold(one.text) for at, j in one.roots)

"""Where each sentence comes from: followed over consecutive comparisons, through moves, splits, mergers and returns.

A sentence comes from those that its edit links it with, and its roots are theirs. Three rules see that words which come
again are known again, typography folded; each asks for the latest earlier sentence of the very words:

- what was put together and is taken apart again has the roots it had before;
- an added sentence has come back, where nothing that grew from the earlier one stands in the revision otherwise;
- and so has a sentence whose words were changed into the earlier ones: it has the roots of both.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from tracker.history import Place, Provenance, SentenceEvent, Survival
from tracker.model import Edit, Kind, Reason
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

    def within(self, text: str, roots: frozenset[Place]) -> Provenance | None:
        """Find the latest sentence of these words that grew from some of these roots and from no others."""
        same_words = self._by_words.get(self._fold(text), {}).values()
        return next(_latest_first(one for one in same_words if one.roots < roots), None)

    def gone(self) -> Callable[[str, AbstractSet[Place]], Provenance | None]:
        """Give what finds the latest sentence of some words of whose roots nothing stands.

        It is for one revision, in which ever more stands: what did not do once is never looked at again.
        """
        waiting: dict[str, Iterator[Provenance]] = {}

        def find(text: str, standing: AbstractSet[Place]) -> Provenance | None:
            words = self._fold(text)
            if words not in waiting:
                waiting[words] = _latest_first(self._by_words.get(words, {}).values())
            return next((one for one in waiting[words] if standing.isdisjoint(one.roots)), None)

        return find

    def _fold(self, text: str) -> str:
        if text not in self._folded:
            self._folded[text] = fold(text)
        return self._folded[text]


def _latest_first(found: Iterable[Provenance]) -> Iterator[Provenance]:
    """Give sentences, those of the latest revision first, each revision's in their order."""
    return iter(sorted(found, key=lambda one: (-one.place[0], one.place[1])))


def follow_sentences(
    numbers: Sequence[int], sentences: Sequence[Sequence[str]], steps: Sequence[Sequence[Edit]]
) -> tuple[tuple[Provenance, ...], ...]:
    """Give the provenance of every sentence of every revision.

    `numbers` and `sentences` are those of each revision in order; `steps[k]` are the edits from revision k to k + 1.
    """
    past = _Past()
    every = [tuple(brought((0, i), text, numbers[0]) for i, text in enumerate(sentences[0]))]
    for at, step in enumerate(steps, 1):
        past.remember(every[-1])
        every.append(_followed(at, numbers, sentences[at], step, every[-1], past))
    return tuple(every)


def _followed(
    at: int,
    numbers: Sequence[int],
    texts: Sequence[str],
    step: Sequence[Edit],
    before: Sequence[Provenance],
    past: _Past,
) -> tuple[Provenance, ...]:
    edits = {j: edit for edit in step for j in edit.new}
    found: dict[int, Provenance] = {}
    for j, edit in edits.items():
        if edit.old:
            grown = _grown((at, j), texts[j], [before[i] for i in edit.old], edit, numbers[at])
            parted = past.within(texts[j], grown.roots) if len(grown.roots) > 1 and edit.kind is not Kind.KEPT else None
            found[j] = _parted(grown, parted) if parted else grown
    find_gone = past.gone()
    standing = {root for one in found.values() for root in one.roots}
    for j in range(len(texts)):
        if edits[j].kind is Kind.KEPT:
            continue
        earlier = find_gone(texts[j], standing)
        if earlier is not None:
            found[j] = _returned((at, j), texts[j], earlier, found.get(j), edits[j], numbers)
        elif j not in found:
            found[j] = brought((at, j), texts[j], numbers[at], edits[j])
        standing |= found[j].roots
    return tuple(found[j] for j in range(len(texts)))


def brought(place: Place, text: str, number: int, edit: Edit | None = None) -> Provenance:
    """Give the provenance of a sentence that is new; `number` is its revision's, `edit` what that did, if known."""
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
    return Provenance(text, place, roots, _origins(sources), _once(sources) + change, before)


def _parted(grown: Provenance, earlier: Provenance) -> Provenance:
    """Give a part of what was merged the roots that it had before, and what happened to it since."""
    since = tuple(one for one in grown.events if earlier.events[-1].revision < one.revision)
    return replace(grown, roots=earlier.roots, origins=earlier.origins, events=earlier.events + since)


def _returned(
    place: Place, text: str, earlier: Provenance, grown: Provenance | None, edit: Edit, numbers: Sequence[int]
) -> Provenance:
    """Give a sentence that came back, by itself or out of another one that was changed into it."""
    event = SentenceEvent(numbers[place[0]], edit, numbers[earlier.place[0]])
    if grown is None:
        return replace(earlier, text=text, place=place, events=(*earlier.events, event), before=(earlier.place,))
    both = (earlier, grown)
    events = (*(one for one in _once(both) if one.edit is not edit), event)
    before = (*grown.before, earlier.place)
    return Provenance(text, place, earlier.roots | grown.roots, _origins(both), events, before)


def _origins(sources: Sequence[Provenance]) -> tuple[int, ...]:
    return tuple(sorted({origin for one in sources for origin in one.origins}))


def _once(sources: Sequence[Provenance]) -> tuple[SentenceEvent, ...]:
    """Give the events of several sentences once each, in the order of the revisions and of their text."""
    found = {(one.revision, one.edit.new): one for source in sources for one in source.events}
    return tuple(found[key] for key in sorted(found))


def find_life(
    place: Place, numbers: Sequence[int], steps: Sequence[Sequence[Edit]], every: Every
) -> tuple[tuple[SentenceEvent, ...], bool]:
    """Give all that happened, in any revision, to what a sentence grew from and to what grew from it.

    `every` is what `follow_sentences` gave. Say too whether anything of it stands in the last revision.
    """
    roots = every[place[0]][place[1]].roots
    events = [one.events[0] for one in every[0] if one.roots & roots]
    for at, step in enumerate(steps, 1):
        old = {one.place[1] for one in every[at - 1] if one.roots & roots}
        new = {one.place[1]: one.events[-1] for one in every[at] if one.roots & roots}
        for edit in touching(step, old, new.keys()):
            told = (new[j] for j in edit.new if j in new and new[j].edit is edit)
            events.append(next(told, SentenceEvent(numbers[at], edit)))
    return tuple(events), any(one.roots & roots for one in every[-1])


def touching(step: Iterable[Edit], old: AbstractSet[int], new: AbstractSet[int]) -> Iterator[Edit]:
    """Give the edits that changed or moved any of some sentences of the two sides."""
    for edit in step:
        touched = not old.isdisjoint(edit.old) or not new.isdisjoint(edit.new)
        if touched and (edit.kind is not Kind.KEPT or edit.moved):
            yield edit


def count_survivors(numbers: Sequence[int], every: Every) -> tuple[Survival, ...]:
    """Count, for each revision, the sentences that it brought, and what the last revision still has of them.

    A sentence is unchanged where it stands in the words it was brought with, moved or not, typography aside.
    """
    brought = Counter(at for sentences in every for one in sentences for at, _ in one.roots & {one.place})
    standing = Counter(at for at, _ in {root for one in every[-1] for root in one.roots})
    unchanged = Counter(
        at for at, _ in {root for one in every[-1] for root in one.roots if _has_words(one, root, every)}
    )
    return tuple(Survival(n, brought[at], standing[at], unchanged[at]) for at, n in enumerate(numbers))


def _has_words(one: Provenance, root: Place, every: Every) -> bool:
    words = every[root[0]][root[1]].text
    return one.text == words or fold(one.text) == fold(words)

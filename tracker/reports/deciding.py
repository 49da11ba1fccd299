"""What it means to hide a revision, in words."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from tracker.overview import Hiding, SharedText
from tracker.reports.phrases import numbers

_TOLD = 20  # revisions, or counts of sentences, that are named


def hiding_in_words(hiding: Hiding) -> Iterator[str]:
    """Tell what of a hidden revision's text stands elsewhere: it is the reader's to hide that too."""
    if hiding.headline_stays:
        yield "its headline and byline stay, for its digest: --headline hides them too"
    whole = [one for one in hiding.shared if one.sentences == one.of]
    parts = [one for one in hiding.shared if one.sentences < one.of]
    if whole:
        yield f"all its sentences stand in {_places(whole, hiding.story)}"
    own = groupby([one for one in parts if one.story == hiding.story], key=lambda one: (one.sentences, one.of))
    for (sentences, of), group in islice(own, _TOLD):
        yield f"{sentences:,} of its {of:,} sentences stand in {_revisions([one.number for one in group])}"
    others = [one for one in parts if one.story != hiding.story]
    if others:
        yield f"some of its sentences stand in {_places(others, hiding.story)}"
    for path in hiding.backups:
        yield f"a backup has it still: {path}"


def _places(shared: Sequence[SharedText], story: str) -> str:
    ordered = sorted(shared[:_TOLD], key=lambda one: (one.story != story, one.story, one.number))
    places = []
    for key, group in groupby(ordered, key=lambda one: one.story):
        places.append(_revisions([one.number for one in group]) + ("" if key == story else f" of {key}"))
    more = f", and in {len(shared) - _TOLD:,} more revisions" if len(shared) > _TOLD else ""
    return "; ".join(places) + more


def _revisions(found: Sequence[int]) -> str:
    return f"{'revision' if len(found) == 1 else 'revisions'} {numbers([number - 1 for number in found])}"

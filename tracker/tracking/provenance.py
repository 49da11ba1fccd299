"""Which revision brought each sentence, and its life since."""

from collections.abc import Sequence

from store import Archive, RevisionRow
from tracker.diff import find_edits, find_life, follow_sentences, tell_line, trace_line
from tracker.errors import TrackerError
from tracker.history import Blame, Place, SentenceEvent, SentenceLife
from tracker.model import Document
from tracker.revisions import find_revision, standing
from tracker.tracking.comparing import read_run
from tracker.tracking.loading import find_story, kept_sentences, revision_facts, with_texts


def find_blame(archive: Archive, key: str, word: str) -> Blame:
    """Give the provenance of each sentence of the revision that a word names."""
    story = find_story(archive, key)
    last = find_revision(word, story.key, revision_facts(archive, story))
    run = read_run(archive, story, 1, last.number)
    return Blame(story.key, run.facts[-1].title or story.title, run.facts, run.provenances()[-1], run.aside)


def find_sentence_life(archive: Archive, key: str, word: str, number: int) -> SentenceLife:
    """Give the life, over all revisions, of the sentence with a number (from 1) in the revision that a word names."""
    story = find_story(archive, key)
    rows = archive.revisions(story)
    every = revision_facts(archive, story, rows)
    found = find_revision(word, story.key, every)
    facts, kept = standing(story.key, every), [row for row in rows if not row.aside]
    place = (facts.index(found), number - 1)
    bare = kept_sentences(archive, kept)
    if not 1 <= number <= len(bare[place[0]].sentences):
        which = f"revision {found.number} of {story.key!r}"
        raise TrackerError(f"{which} has no sentence {number} (it has 1 to {len(bare[place[0]].sentences)})")
    events, stands = _life(archive, kept, bare, place)
    title, aside = facts[-1].title or story.title, tuple(one for one in every if one.aside)
    return SentenceLife(story.key, title, tuple(facts), place, events, stands, aside)


def _life(
    archive: Archive, rows: Sequence[RevisionRow], bare: Sequence[Document], place: Place
) -> tuple[tuple[SentenceEvent, ...], bool]:
    """Trace a sentence and compare only what changed it; where words come again, compare and follow everything."""
    numbers, line = [row.seq for row in rows], trace_line(place, bare)
    changed = line.changed if line else range(1, len(rows))
    needed = sorted({at - back for at in changed for back in (1, 0)})
    texts = with_texts(archive, [rows[at] for at in needed], [bare[at] for at in needed])
    documents = dict(zip(needed, texts, strict=True))
    steps = {at: find_edits(documents[at - 1], documents[at]) for at in changed}
    if line:
        return tell_line(line, numbers, bare[0], steps), bool(line.sentences[-1])
    sentences = [[one.text for one in document.sentences] for document in bare]
    run = list(steps.values())
    return find_life(place, numbers, run, follow_sentences(numbers, sentences, run))

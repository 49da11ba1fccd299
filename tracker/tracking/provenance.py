"""Which revision brought each sentence, and its life since."""

from store import Archive, StoryRow
from tracker.diff import find_life
from tracker.errors import TrackerError
from tracker.history import Blame, SentenceLife
from tracker.revisions import find_revision
from tracker.tracking.comparing import Run, read_run
from tracker.tracking.loading import find_story, revision_facts


def find_blame(archive: Archive, key: str, word: str) -> Blame:
    """Give the provenance of each sentence of the revision that a word names."""
    story = find_story(archive, key)
    run = _run(archive, story, word)
    return Blame(story.key, run.facts[-1].title or story.title, run.facts, run.provenances()[-1])


def find_sentence_life(archive: Archive, key: str, word: str, number: int) -> SentenceLife:
    """Give the life, over all revisions, of the sentence with a number (from 1) in the revision that a word names."""
    story = find_story(archive, key)
    run = _run(archive, story, "latest")
    found = find_revision(word, story.key, sorted([*run.facts, *run.aside], key=lambda one: one.number))
    if not 1 <= number <= found.sentences:
        which = f"revision {found.number} of {story.key!r}"
        raise TrackerError(f"{which} has no sentence {number} (it has 1 to {found.sentences})")
    place = (run.numbers.index(found.number), number - 1)
    events, standing = find_life(place, run.numbers, run.steps, run.provenances())
    return SentenceLife(story.key, run.facts[-1].title or story.title, run.facts, place, events, standing)


def _run(archive: Archive, story: StoryRow, word: str) -> Run:
    """Read a story from its first revision to the one that a word names."""
    last = find_revision(word, story.key, revision_facts(archive, story))
    return read_run(archive, story, 1, last.number)

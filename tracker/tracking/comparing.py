"""Two revisions, two files, a history: compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from store import Archive, RevisionRow, StoryRow
from tracker.diff import Window, compare, count_survivors, find_flags, follow_notes, follow_sentences
from tracker.errors import TrackerError
from tracker.history import Flag, History, NoteLife, Provenance, RevisionFacts
from tracker.model import Comparison, Damage, Document, NoteEventKind
from tracker.revisions import find_range, standing
from tracker.sources import MAX_SIZE, read_file
from tracker.text.damage import find_damage
from tracker.text.notes import DEFAULT_RULES, NoteRules
from tracker.tracking.ingesting import read_capture
from tracker.tracking.loading import (
    compared_stories,
    find_story,
    kept_documents,
    measured,
    revision_facts,
)

DEFAULT_WINDOW = Window()


def find_comparison(archive: Archive, key: str, words: Sequence[str]) -> Comparison | None:
    """Compare the two ends of a range (default prev..latest); None where there is one revision and no range."""
    story = find_story(archive, key)
    rows = {row.seq: row for row in archive.revisions(story)}
    facts = revision_facts(archive, story, list(rows.values()))
    if len(standing(key, facts)) == 1 and not words:
        return None
    old, new = find_range(words, key, facts, "prev..latest")
    old_document, new_document = kept_documents(archive, [rows[one.number] for one in (old, new)])
    return _placed(compare(old_document, new_document, story.key), old, new)


@dataclass(frozen=True, slots=True)
class ComparedFiles:
    """The comparison of two files, each named in its side's title, and what their readers should know of them."""

    comparison: Comparison
    warnings: tuple[str, ...]
    damage: tuple[tuple[Path, Damage], ...]


def compare_files(
    old: Path, new: Path, rules: NoteRules = DEFAULT_RULES, label: str | None = None, max_size: int = MAX_SIZE
) -> ComparedFiles:
    """Compare two files without an archive; an empty one, as git hands over for a file that is new, has no sentence.

    `label` is what the two are called together, in the place of their paths.
    """
    captures = {path: read_file(path, max_size) for path in (old, new)}
    reads = {path: read_capture(one, rules) for path, one in captures.items() if one.raw.strip()}
    documents = {path: reads[path].document if path in reads else Document("") for path in (old, new)}
    comparison = compare(documents[old], documents[new], label)
    named = replace(
        comparison,
        old=replace(comparison.old, title=str(old)),
        new=replace(comparison.new, title=str(new)),
    )
    warnings = tuple(f"{path}: warning: {one.contents.warning}" for path, one in reads.items() if one.contents.warning)
    damage = tuple((path, damage) for path, one in reads.items() for damage in one.document.damage)
    return ComparedFiles(named, warnings, damage)


def find_history(archive: Archive, key: str, words: Sequence[str], window: Window = DEFAULT_WINDOW) -> History:
    """Give the history between the two ends of a range; `window` says how soon a note must speak of a change."""
    story = find_story(archive, key)
    old, new = find_range(words, key, revision_facts(archive, story), "..latest")
    if old.number > new.number:
        raise TrackerError(f"a history goes forward: {new.number}..{old.number}, not {old.number}..{new.number}")
    return read_history(archive, story, old.number, new.number, window)


def find_log(archive: Archive, key: str, words: Sequence[str]) -> History:
    """Give the history between the two ends of a range; of a story that is set aside whole, what was decided."""
    story = find_story(archive, key)
    if story.standing or words:
        return find_history(archive, key, words)
    return History(story.key, story.title, (), (), (), aside=revision_facts(archive, story))


def note_lives(archive: Archive, keys: Sequence[str], *, only_open: bool) -> Iterator[tuple[str, NoteLife]]:
    """Give the notes of stories (all where no key is given) with what became of each."""
    for story in compared_stories(archive, keys):
        for life in read_history(archive, story, 1, story.revisions).notes:
            if not only_open or (life.note.status.is_open and not life.ended):
                yield story.key, life


def read_history(archive: Archive, story: StoryRow, first: int, last: int, window: Window = DEFAULT_WINDOW) -> History:
    """Give the history of a story from its revision `first` to `last`; a note soon after that is heard too."""
    run = read_run(archive, story, first, last)
    history = replace(history_of(run, story.key, story.title, window), aside=run.aside)
    if not (soon := _soon_after(run.facts[-1], archive.revisions(story), window)):
        return history
    later = read_run(archive, story, run.facts[-1].number, soon[-1])
    longer = Run(run.facts + later.facts[1:], run.documents + later.documents[1:], run.steps + later.steps)
    flags = _followed(longer, window)[2]
    return replace(history, flags=tuple(flag for flag in flags if flag.revision <= last))


def _soon_after(end: RevisionFacts, rows: Sequence[RevisionRow], window: Window) -> list[int]:
    """Give the revisions after one whose notes can still speak of what it changed."""
    later = [row for row in rows if row.seq > end.number and not row.aside]
    return [
        row.seq
        for place, row in enumerate(later, 1)
        if place <= window.revisions or row.captured_at - end.captured_at <= timedelta(hours=window.hours)
    ]


def history_of(run: "Run", key: str, title: str | None = None, window: Window = DEFAULT_WINDOW) -> History:
    """Follow the notes and the sentences of a run of revisions."""
    steps, lives, flags = _followed(run, window)
    damage = tuple(
        (one.number, damage)
        for one, document in zip(run.facts, run.documents, strict=True)
        for damage in find_damage(document.text)
    )
    survivors = count_survivors(run.numbers, run.provenances())
    return History(key, run.facts[-1].title or title, run.facts, steps, lives, damage, flags, survivors)


def flags_of(run: "Run", window: Window) -> tuple[Flag, ...]:
    """Say of each change of fact of a run whether it was said."""
    return _followed(run, window)[2]


def _followed(run: "Run", window: Window) -> tuple[tuple[Comparison, ...], tuple[NoteLife, ...], tuple[Flag, ...]]:
    """Follow the notes of a run: its steps with what came again, the lives, and whether each change was said."""
    numbered = [(new.number, step) for new, step in zip(run.facts[1:], run.steps, strict=True)]
    lives = follow_notes(numbered, run.facts[0].number, run.documents[0].notes)
    steps = tuple(_reintroducing(number, step, lives) for number, step in numbered)
    return steps, lives, find_flags(run.facts, steps, lives, window)


def _reintroducing(number: int, step: Comparison, lives: Sequence[NoteLife]) -> Comparison:
    """Say of a note that is new to a comparison that it is reintroduced, where its life says so."""
    back = (number, NoteEventKind.REINTRODUCED)
    again = {note.text for life in lives if back in life.events and (note := life.wording_in(number))}
    events = tuple(
        replace(event, event=NoteEventKind.REINTRODUCED)
        if event.event is NoteEventKind.INTRODUCED and event.note.text in again
        else event
        for event in step.notes
    )
    return replace(step, notes=events) if again else step


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive revisions of a story, their documents, and the comparison of each with the one before.

    `aside` are those among them that were hidden or retracted, and those beyond an end that is the story's.
    """

    facts: tuple[RevisionFacts, ...]
    documents: tuple[Document, ...]
    steps: tuple[Comparison, ...]
    aside: tuple[RevisionFacts, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """Give the numbers of the revisions."""
        return tuple(one.number for one in self.facts)

    def provenances(self) -> tuple[tuple[Provenance, ...], ...]:
        """Give the provenance of every sentence of every revision."""
        texts = [[one.text for one in document.sentences] for document in self.documents]
        return follow_sentences(self.numbers, texts, [step.edits for step in self.steps])


def read_run(archive: Archive, story: StoryRow, first: int, last: int) -> Run:
    """Read the revisions from `first` to `last` and compare each with the one before."""
    rows = {row.seq: row for row in archive.revisions(story)}
    every = revision_facts(archive, story, list(rows.values()))
    sequence = [one.number for one in standing(story.key, every)]
    facts = [one for one in every if first <= one.number <= last and not one.aside]
    if not facts:
        raise TrackerError(f"every revision of {story.key!r} from {first} to {last} is set aside")
    run = run_of(story.key, facts, kept_documents(archive, [rows[one.number] for one in facts]))
    before = 0 if facts[0].number == sequence[0] else facts[0].number
    after = len(every) + 1 if facts[-1].number == sequence[-1] else facts[-1].number
    return replace(run, aside=tuple(one for one in every if one.aside and before < one.number < after))


def run_of(key: str, facts: Sequence[RevisionFacts], documents: Sequence[Document]) -> Run:
    """Compare each of some consecutive revisions with the one before."""
    facts = [measured(one, document) for one, document in zip(facts, documents, strict=True)]
    steps = [
        _placed(compare(old, new, key), *places)
        for (old, new), places in zip(pairwise(documents), pairwise(facts), strict=True)
    ]
    return Run(tuple(facts), tuple(documents), tuple(steps))


def _placed(comparison: Comparison, old: RevisionFacts, new: RevisionFacts) -> Comparison:
    return replace(
        comparison,
        old=replace(comparison.old, revision=old.number, digest=old.digest, captured_at=old.captured_at),
        new=replace(comparison.new, revision=new.number, digest=new.digest, captured_at=new.captured_at),
    )

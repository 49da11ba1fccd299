"""What the fuzzing feeds: functions that take bytes and fail where something breaks that must not."""

import json
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from store import Archive
from tests.strategies import RULES, WORDS, page, story_text
from tracker.diff import compare
from tracker.errors import TrackerError
from tracker.history import RevisionFacts, SetAside
from tracker.model import Capture, Document
from tracker.reports.formats import COMPARISONS
from tracker.reports.from_json import load_comparison
from tracker.reports.layout import Layout, Marks
from tracker.reports.terminal import Terminal
from tracker.revisions import find_range, find_revision
from tracker.text.notes import DEFAULT_RULES, NoteRules, find_notes
from tracker.text.reading import read_contents, read_document
from tracker.text.rule_language import parse_rules
from tracker.tracking import (
    export_story,
    find_story,
    import_story,
    ingest_capture,
    load_raw,
    read_capture,
    read_export,
    verify_stories,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CHARSETS = (None, "utf-8", "cp1251", "shift_jis", "utf-16", "utf-7", "gb18030", "big5", "koi8-r", "ascii")
SAMPLE = (
    "Correction: Foo was misnamed. It is (note: 'Foo' may be Bar [sic]). The term Foo should be Bar, not Baz.\n" * 3
)
"""A text with notes, for rules to look through."""


SLOW_ONCE = [  # what once took a minute, or would have
    b"\x00Correction: Foo w" + 100 * b"-" + b"as misnamed. It is (note: 'F orection: Foo was misnamed.",
    b"\x00Correction: the correct name is" + 500 * b" " + b"!x",
    b"\x00Correction: Foo was " + 250 * b"1," + b"!x",
]


def reading(data: bytes) -> None:
    """Decode bytes and read them: sentences and notes stand where they say, and nothing but white space is left out."""
    first, raw = (data[0], data[1:]) if data else (0, b"")
    try:
        contents = read_contents(raw, "text/plain", CHARSETS[first % len(CHARSETS)])
    except TrackerError:
        return
    check_document(read_document(contents.text))


def pages(data: bytes) -> None:
    """Take the text out of a page, and read it."""
    try:
        contents = read_contents(data, "text/html")
    except TrackerError:
        return
    check_document(read_document(contents.text, contents.title, contents.byline))


def check_document(document: Document, rules: NoteRules = DEFAULT_RULES) -> None:
    """Check that what was read of a text is in it."""
    at = 0
    for one in document.sentences:
        assert at <= one.start < one.end <= len(document.text)
        assert document.text[one.start : one.end] == one.text
        assert not document.text[at : one.start].strip()
        at = one.end
    assert not document.text[at:].strip()
    for note in document.notes:
        assert document.text[note.start : note.end] == note.text
    assert document.notes == find_notes(document.text, rules)


def rules(data: bytes) -> None:
    """Read rules of a person's, and find notes with them."""
    try:
        found = parse_rules(data.decode("utf-8", "replace"))
    except TrackerError:
        return
    for text in (SAMPLE, "so many words " * 200):
        for note in find_notes(text, found):
            assert text[note.start : note.end] == note.text


@cache
def known_revisions() -> tuple[RevisionFacts, ...]:
    """Give five revisions, one of them set aside."""
    aside = SetAside("retracted", "filed wrongly", NOON)
    digests = [f"{number}a" * 32 for number in range(5)]
    return tuple(
        RevisionFacts(
            number, digest, digest, NOON + timedelta(days=number), None, "s", "utf-8", None, None,
            aside=aside if number == 3 else None,
        )
        for number, digest in enumerate(digests, 1)
    )  # fmt: skip


def revisions(data: bytes) -> None:
    """Read the words for revisions and ranges."""
    words = data.decode("utf-8", "surrogateescape").split("\n")[:3]
    every = known_revisions()
    for ask in (lambda: [find_revision(words[0], "flood", every)], lambda: find_range(words, "flood", every, "..")):
        try:
            assert all(one in every and one.aside is None for one in ask())
        except TrackerError:
            continue


def ingesting(data: bytes) -> None:
    """Put bytes into an archive, several times: they come out as they came, the story is whole, and can be exported."""
    archive, story = an_archive(), f"story-{next_number()}"
    for at, raw in enumerate(data.split(b"\xff\xfe\xfd")[:4]):
        capture = Capture(story, f"s{at % 2}", raw, "text/plain", NOON + timedelta(hours=at))
        try:
            done = ingest_capture(read_capture(capture), archive.record, NOON)
        except TrackerError:
            continue
        if done.arrival == "revision":
            assert load_raw(archive, story, str(done.number)) == raw
    if archive.story(story) is None:
        return
    assert verify_stories(archive, [story]).faults == ()
    lines = list(export_story(archive, story))
    assert [one.digest for one in read_export(lines).revisions] == digests_of(archive, story)


def digests_of(archive: Archive, story: str) -> list[str]:
    """Give the digests of a story's revisions."""
    return [row.digest for row in archive.revisions(find_story(archive, story))]


_opened: list[Archive] = []
_numbers = [0]


def an_archive() -> Archive:
    """Give an archive in memory, a new one from time to time."""
    if not _opened or _numbers[0] % 200 == 0:
        while _opened:
            _opened.pop().close()
        _opened.append(Archive.open("sqlite://", create=True))
    return _opened[0]


def next_number() -> int:
    """Count."""
    _numbers[0] += 1
    return _numbers[0]


@cache
def an_export() -> tuple[str, ...]:
    """Give the lines of an export."""
    with Archive.open("sqlite://", create=True) as archive:
        for at, raw in enumerate((b"It rained [sic].", b"It \xe9 snowed.", b"It rained [sic].")):
            capture = Capture("flood", "s", raw, "text/plain", NOON + timedelta(hours=at), title="Rain")
            ingest_capture(read_capture(capture), archive.record, NOON)
        return tuple(export_story(archive, "flood"))


def importing(data: bytes) -> None:
    """Read what may be an export, or one with a place changed: it is refused, or it is the story that was exported."""
    lines = list(an_export())
    if data[:1] < b"\x80":
        text = data.decode("utf-8", "surrogateescape")
        lines = [line + "\n" for line in text.split("\n")]
    else:
        at, place = data[0] % len(lines), int.from_bytes(data[1:3], "big") % len(lines[0])
        new = data[3:].decode("utf-8", "replace")
        lines[at] = lines[at][:place] + new + lines[at][place + len(new) :]
    try:
        given = read_export(lines)
    except TrackerError:
        return
    with Archive.open("sqlite://", create=True) as archive:
        import_story(archive, given)
        assert verify_stories(archive, []).faults == ()
        assert given.revisions[-1].digest == json.loads(an_export()[-1])["head"]


def rendering(data: bytes) -> None:
    """Compare two texts and write what changed: JSON loads back, no form has a sign that a terminal obeys."""
    old, _, new = data.decode("utf-8", "replace").partition("\x1e")
    sides = [Document(one) if not one.strip() else read_document(one, one[:30], one[-30:]) for one in (old, new)]
    comparison = compare(sides[0], sides[1], "flood")
    for form, write in COMPARISONS.items():
        for marks in Marks:
            written = write(comparison, Terminal(colour=False, width=None), Layout(data[:1] == b"0", False, marks))
            if form != "json":
                obeyed = {sign for sign in written if unicodedata.category(sign) == "Cc"} - set("\n\t")
                assert not obeyed, (form, obeyed)
            assert "<script" not in written or form in ("json", "terminal", "markdown")
    loaded = load_comparison(json.loads(COMPARISONS["json"](comparison, Terminal(colour=False, width=None), Layout())))
    assert loaded == comparison


TARGETS: dict[str, tuple[Callable[[bytes], None], st.SearchStrategy[bytes], float]] = {
    "reading": (reading, st.builds(bytes.__add__, st.binary(max_size=1), story_text()) | st.binary(max_size=300), 1),
    "pages": (pages, page() | st.binary(max_size=300), 0.1),
    "rules": (rules, RULES | st.binary(max_size=200), 1),
    "revisions": (revisions, WORDS | st.binary(max_size=40), 1),
    "ingesting": (ingesting, st.lists(story_text() | st.binary(max_size=80)).map(b"\xff\xfe\xfd".join), 0.1),
    "importing": (importing, st.binary(max_size=60), 0.1),
    "rendering": (rendering, st.lists(story_text(), min_size=2, max_size=2).map(b"\x1e".join) | st.binary(), 0.1),
}
"""Each target: what takes the bytes, how Hypothesis makes them, and which share of the runs it can bear."""


def seeds(name: str) -> list[bytes]:
    """Give inputs to begin with."""
    story = SAMPLE[:300].encode()
    return {
        "reading": [*SLOW_ONCE, b"\x00" + story, b"\x02\xcf\xf0\xe8\xe2\xe5\xf2.", "\x01“Q.” He’s 1.5 p.m.".encode()],
        "pages": [b"<html><body><article><p>It rained.</p></article></body></html>"],
        "rules": [b'[[rule]]\nname = "a"\nwhere = "label"\ntext = "oops: {term} ... {correct}"\nkind = "correction"\n'],
        "revisions": [b"1..latest~2", b"@2026-11-20T09:00Z", b"digest:1a1a1a\nprev"],
        "ingesting": [story + b"\xff\xfe\xfd" + story.upper(), b"A.\xff\xfe\xfdB.\xff\xfe\xfdA."],
        "importing": ["".join(an_export()).encode()[:600], b"\x81\x00\x10x"],
        "rendering": [story + b"\x1e" + story.replace(b"Foo", b"Bar"), b"\x1b[31m# <b>*x*\x1e|a|"],
    }[name]

"""What was read from a revision's bytes: written with it, and again when a newer program reads better."""

import json
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from store.aside import Aside
from store.batches import in_batches
from store.blobs import Keyframes, put_blob
from store.digests import content_digest, digest_of
from store.rows import NewReading, RevisionRow
from store.search import SENTENCES, add_words
from store.tables import note, revision, revision_sentence, sentence
from store.upsert import insert_missing

_KNOWN = select(sentence.c.digest, sentence.c.id).where(sentence.c.digest.in_(bindparam("digests", expanding=True)))
_PUT_PLACES, _PUT_NOTES = insert(revision_sentence), insert(note)


def put_text(connection: Connection, reading: NewReading, near: str | None, seen: Keyframes | None = None) -> None:
    """Keep a text that was extracted as a blob; `near` is one that it may have much in common with."""
    if reading.extracted:
        text = reading.text.encode()
        put_blob(connection, text, digest_of(text), near, seen)


def reading_columns(reading: NewReading) -> dict[str, Any]:
    """Give what a reading says in the row of its revision."""
    return {
        "extractor": reading.extractor,
        "segmenter": reading.segmenter,
        "note_finder": reading.note_finder,
        "text_digest": digest_of(reading.text.encode()) if reading.extracted else None,
    }


def put_readings(connection: Connection, readings: Sequence[tuple[int, NewReading]]) -> None:
    """Write the sentences and notes of revisions that have none, by their numbers in the table, all together."""
    _put_sentences(connection, readings)
    _put_notes(connection, readings)


def replace_reading(connection: Connection, of: RevisionRow, reading: NewReading) -> None:
    """Put another reading in the place of a revision's: its facts, and so its digest, stay. A hidden one has none."""
    aside = connection.execute(select(revision.c.aside).where(revision.c.id == of.id).with_for_update()).scalar_one()
    if aside == Aside.HIDDEN:
        return  # it was read before it was hidden
    connection.execute(delete(note).where(note.c.revision_id == of.id))
    connection.execute(delete(revision_sentence).where(revision_sentence.c.revision_id == of.id))
    put_text(connection, reading, of.text_digest)
    columns = reading_columns(reading) | {"content_digest": content_digest(reading.text, of.title, of.byline)}
    connection.execute(update(revision).where(revision.c.id == of.id).values(columns))
    put_readings(connection, [(of.id, reading)])


def _put_sentences(connection: Connection, readings: Sequence[tuple[int, NewReading]]) -> None:
    """Write sentences; the new ones in the order of their digests, so that no two writers wait for one another."""
    texts = dict.fromkeys(one.text for _, reading in readings for one in reading.sentences)
    digests = {text: digest_of(text.encode()) for text in texts}
    ids = _known_sentences(connection, list(digests.values()))
    missing = [{"digest": digest, "text": text} for text, digest in digests.items() if digest not in ids]
    missing.sort(key=itemgetter("digest"))
    columns = (sentence.c.digest, sentence.c.id, sentence.c.text)
    new = insert_missing(connection, sentence, missing, key="digest", returning=columns)
    add_words(connection, SENTENCES, {number: text for _, number, text in new})
    ids |= {digest: number for digest, number, _ in new}
    if len(ids) < len(texts):  # another writer put them there in the meantime
        ids |= _known_sentences(connection, [digest for digest in digests.values() if digest not in ids])
    rows = [
        {
            "revision_id": revision_id,
            "position": position,
            "sentence_id": ids[digests[one.text]],
            "paragraph": one.paragraph,
            "start": one.start,
            "end": one.end,
        }
        for revision_id, reading in readings
        for position, one in enumerate(reading.sentences)
    ]
    if rows:
        connection.execute(_PUT_PLACES, rows)


def _known_sentences(connection: Connection, digests: Sequence[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for some in in_batches(digests):
        ids |= {row.digest: row.id for row in connection.execute(_KNOWN, {"digests": some})}
    return ids


def _put_notes(connection: Connection, readings: Sequence[tuple[int, NewReading]]) -> None:
    rows = [
        {name: getattr(one, name) for name in one.__slots__}
        | {"revision_id": revision_id, "alternatives": json.dumps(one.alternatives)}
        for revision_id, reading in readings
        for one in reading.notes
    ]
    if rows:
        connection.execute(_PUT_NOTES, rows)

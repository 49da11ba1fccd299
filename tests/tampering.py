"""An archive changed behind its own back, a value or a row at a time: verification sees it.

python -m tests.tampering [--tampers 1000]

Each tamper is made on a copy of a whole archive with edits, visits, pages, notes, hidden and retracted revisions, and
is looked for by `verify --data` and by the heads that were written down before. What no digest holds is named in
UNSEALED, with the reason; everything else must be seen. Prints how many were tried and caught.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Column, Connection, Table, create_engine, delete, select, update
from sqlalchemy.exc import IntegrityError

from store import Archive, StoreError
from store.tables import Digest, UtcTime, blob, decision, note, revision, revision_sentence, sentence, story, visit
from tests.captures import NOON, capture, put
from tracker.errors import TrackerError
from tracker.tracking import chain_ends, compare_heads, hide_revision, retract_revision, verify_stories

TABLES = (story, revision, blob, sentence, revision_sentence, note, decision, visit)
UNSEALED = {  # what may change unseen, and why
    "story": {"id", "key", "title", "created_at"},  # names and where a title came from: rename changes them too
    "revision": {"id", "decoding", "extractor", "segmenter", "note_finder"},  # who read it: "stale", which is told
    "blob": set[str](),
    "sentence": {"id"},
    "revision_sentence": set[str](),
    "note": {"id"},
    "decision": {"id"},
    "visit": {"id", "captured_at", "source", "story_id", "revision_id"},  # a visit is under no digest; its bytes are
}
PAGE = b"<html><head><title>Rain</title></head><body><article><p>It rained in Lund all day.</p></article></body></html>"


def make(archive: Archive) -> None:
    """Fill an archive with something of everything."""
    for hour in range(6):
        text = f"It rained on day {hour // 2}. It was day {hour} of foo [sic].\n\nNobody was hurt in Lund."
        put(archive, capture(text, f"{hour}.txt", hour, f"Rain {hour // 3}"))
    put(archive, capture("It rained on day 2.", "6.txt", 6), capture(b"\xef\xbb\xbfIt rained on day 2.", "7.txt", 7))
    put(archive, replace(capture(PAGE, "page.html", 8), media_type="text/html"))
    put(archive, *(replace(capture(f"It snowed {hour} times.", f"{hour}", hour), story="snow") for hour in range(3)))
    hide_revision(archive, "flood", "2", "a court's order", NOON, headline=False)
    hide_revision(archive, "flood", "3", "a court's order", NOON, headline=True)
    retract_revision(archive, "flood", "4", "filed wrongly", NOON, undo=False)


def tamper(connection: Connection, random: Random) -> str:
    """Change something that is sealed, chosen by chance; say what."""
    table = random.choice(TABLES)
    rows = [row for row in connection.execute(select(table)) if not _is_hidden(table, row)]
    row = random.choice(rows)
    here = [column == row._mapping[column] for column in table.primary_key]
    if random.random() < 0.25 and table is not visit:
        connection.execute(delete(table).where(*here))
        return f"a row of {table.name} removed"
    sealed = [column for column in table.columns if column.name not in UNSEALED[table.name]]
    column = random.choice(sealed)
    values = [one._mapping[column] for one in rows] + _near(row._mapping[column], random)
    value = random.choice([value for value in values if value != row._mapping[column]] or [_some(column)])
    connection.execute(update(table).where(*here).values({column.name: value}))
    return f"{table.name}.{column.name} changed from {row._mapping[column]!r} to {value!r}"


def _is_hidden(table: Table, row: Any) -> bool:
    """Say whether a row is of what was hidden: with the text goes what could be checked against it."""
    return (table is revision and row.aside == "hidden") or (table is blob and row.codec == "gone")


def _some(column: Column[Any]) -> Any:
    """Give a value for what has none anywhere."""
    if isinstance(column.type, Digest):
        return "0" * 64
    return NOON if isinstance(column.type, UtcTime) else "x"


def _near(value: Any, random: Random) -> list[Any]:
    """Give values that are much like another one."""
    match value:
        case datetime():
            return [value + timedelta(seconds=1)]
        case bool():
            return [not value]
        case int():
            return [value + 1, value - 1, 0]
        case bytes() if value:
            at = random.randrange(len(value))
            return [value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :], value[:-1], value + b"\0"]
        case str() if len(value) == 64 and set(value) <= set("0123456789abcdef"):
            return [value[::-1]]
        case str():
            return [value + "x", value[:-1] + "y"]
        case _:
            return []


def seen(archive: Archive, heads: Path) -> bool:
    """Say whether verification, or an error, tells that an archive is not what it was."""
    try:
        return bool(verify_stories(archive, []).faults or list(compare_heads(archive, heads)))
    except (StoreError, TrackerError):
        return True


def tampered(count: int, tell: Callable[[str], None] = lambda _: None) -> tuple[int, int]:
    """Tamper so many times; give how many were tried and how many caught, and tell of those that were not."""
    random, tried, caught = Random(1), 0, 0
    with tempfile.TemporaryDirectory() as name:
        whole, copy, heads = (Path(name) / one for one in ("whole.db", "copy.db", "heads.txt"))
        with Archive.open(str(whole), create=True) as archive:
            make(archive)
            ends = [
                (one.digest, f"{'d' * one.of_decisions}{one.number}", one.uid, one.story) for one in chain_ends(archive)
            ]
            heads.write_text("".join(" ".join(one) + "\n" for one in ends))
            assert not seen(archive, heads)
        while tried < count:
            shutil.copy(whole, copy)
            what = _on(copy, random)
            if what is None:
                continue
            tried += 1
            with Archive.open(str(copy)) as archive:
                if seen(archive, heads):
                    caught += 1
                else:
                    tell(f"not seen: {what}")
    return tried, caught


def _on(path: Path, random: Random) -> str | None:
    """Tamper with a file, whatever refers to what; give what was done, None where the database itself refused."""
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.begin() as connection:
            return tamper(connection, random)
    except IntegrityError:
        return None
    finally:
        engine.dispose()


def main() -> None:
    """Run it as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tampers", type=int, default=1_000)
    tried, caught = tampered(parser.parse_args().tampers, print)
    print(f"{tried:,} tampers tried, {caught:,} caught")
    sys.exit(tried != caught)


if __name__ == "__main__":
    main()

"""Bytes in the archive: content-addressed, compressed with zstd, by themselves or against one other blob.

The revisions of a story differ little from one another. Its keyframe is the last of its blobs that was compressed by
itself; those that follow have it as their dictionary: one step, never a chain.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import zstandard
from sqlalchemy import Connection, bindparam, func, select, update

from store.batches import in_batches
from store.digests import digest_of
from store.errors import StoreError
from store.tables import blob
from store.upsert import insert_missing

ALONE, AGAINST, GONE = "zstd", "zstd-dictionary", "gone"  # the codecs; of what is gone its digest and size are left
LEVEL = 6
WORTH = 0.3  # against its keyframe a blob is to take at most so much of what it would take by itself

_key = blob.alias("key")
_COLUMNS = (blob.c.digest, blob.c.codec, blob.c.size, blob.c.data)
_KEYFRAME = (
    select(_key.c.digest, _key.c.codec, _key.c.size, _key.c.data)
    .where(_key.c.digest == func.coalesce(blob.c.dictionary, blob.c.digest), blob.c.digest == bindparam("near"))
    .with_for_update(read=True, of=_key)  # on a server: nobody removes it while something is packed against it
)
_LOCKED = select(blob.c.codec).where(blob.c.digest == bindparam("sought")).with_for_update(read=True)
_THESE = select(*_COLUMNS, blob.c.dictionary).where(blob.c.digest.in_(bindparam("sought", expanding=True)))
_NOTHING = {"codec": GONE, "data": b"", "dictionary": None}
_USERS = select(blob.c.digest).where(blob.c.dictionary.in_(bindparam("sought", expanding=True)))


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A blob that others are packed against, and how many bytes it takes itself."""

    digest: str
    data: bytes
    packed: int


Keyframes = dict[str, Keyframe | None]  # what the blobs that a transaction came across are packed against, by digest


def put_blob(
    connection: Connection, data: bytes, digest: str, near: str | None = None, seen: Keyframes | None = None
) -> None:
    """Keep bytes, once; those that were removed come back.

    `near` is the digest of a blob that they may have much in common with; `seen` saves a transaction to look again.
    """
    seen = {} if seen is None else seen
    key = seen[near] if near in seen else _keyframe(connection, near)
    packed = _packed(data, key)
    new = {"digest": digest, "size": len(data)} | packed
    if not insert_missing(connection, blob, [new], key="digest", returning=(blob.c.digest,)):
        gone = update(blob).where(blob.c.digest == digest, blob.c.codec == GONE)
        if connection.execute(_LOCKED, {"sought": digest}).scalar_one() != GONE:
            return
        connection.execute(gone.values(new))
    seen.clear()  # one at a time: they can be large
    seen[digest] = key if packed["codec"] == AGAINST else Keyframe(digest, data, len(packed["data"]))


def put_gone(connection: Connection, digest: str, size: int) -> None:
    """Keep the place of bytes that are not to be kept, where they are not there already."""
    insert_missing(connection, blob, [{"digest": digest, "size": size} | _NOTHING], key="digest")


def _keyframe(connection: Connection, near: str | None) -> Keyframe | None:
    row = connection.execute(_KEYFRAME, {"near": near}).one_or_none() if near else None
    if row is None or row.codec != ALONE or not row.size:
        return None
    return Keyframe(row.digest, _unpacked(row, None), len(row.data))


def _packed(data: bytes, key: Keyframe | None) -> dict[str, Any]:
    if key is not None:
        dictionary = zstandard.ZstdCompressionDict(key.data, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
        packed = zstandard.ZstdCompressor(level=LEVEL, dict_data=dictionary).compress(data)
        if len(packed) * len(key.data) <= WORTH * key.packed * len(data):
            return {"codec": AGAINST, "data": packed, "dictionary": key.digest}
    return {"codec": ALONE, "data": zstandard.compress(data, LEVEL), "dictionary": None}


def blob_bytes(connection: Connection, digest: str) -> bytes:
    """Give the bytes of a digest, checked; raise StoreError where they are missing or not what they were."""
    return blobs_bytes(connection, [digest])[digest]


def blobs_bytes(connection: Connection, digests: Collection[str]) -> dict[str, bytes]:
    """Give the bytes of digests, checked; raise StoreError for the first that are missing or not what they were."""
    rows = _rows(connection, digests)
    keys = _rows(connection, {row.dictionary for row in rows.values() if row.dictionary} - rows.keys())
    known: dict[str, bytes] = {}
    missing = next((digest for digest in digests if digest not in rows), None)
    if missing is not None:
        raise StoreError(f"the bytes with digest {missing[:12]} are missing from the archive")
    return {digest: _bytes(digest, {**keys, **rows}, known) for digest in digests}


def _rows(connection: Connection, digests: Collection[str]) -> dict[str, Any]:
    batches = in_batches(list(digests))
    return {row.digest: row for some in batches for row in connection.execute(_THESE, {"sought": some})}


def _bytes(digest: str, rows: Mapping[str, Any], known: dict[str, bytes]) -> bytes:
    """Give the bytes of a row, of its keyframe first where it has one; keep both in `known`."""
    if digest in known:
        return known[digest]
    row = rows[digest]
    if row.codec == AGAINST and (row.dictionary not in rows or rows[row.dictionary].codec != ALONE):
        raise StoreError(f"the bytes with digest {digest[:12]} cannot be read: those they were packed with are missing")
    data = _unpacked(row, _bytes(row.dictionary, rows, known) if row.codec == AGAINST else None)
    if digest_of(data) != digest or len(data) != row.size or (row.codec == ALONE) != (row.dictionary is None):
        raise StoreError(f"the bytes with digest {digest[:12]} are not what they were")
    known[digest] = data
    return data


def _unpacked(row: Any, key: bytes | None) -> bytes:
    if row.codec == GONE:
        raise StoreError(f"the bytes with digest {row.digest[:12]} were hidden")
    if row.codec not in (ALONE, AGAINST):
        raise StoreError(
            f"the bytes with digest {row.digest[:12]} are kept as {row.codec!r}: a newer tracker wrote them"
        )
    kind = zstandard.DICT_TYPE_RAWCONTENT
    dictionary = None if key is None else zstandard.ZstdCompressionDict(key, dict_type=kind)
    try:
        reader = zstandard.ZstdDecompressor(dict_data=dictionary)
        return reader.decompress(row.data, max_output_size=row.size, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise StoreError(f"the bytes with digest {row.digest[:12]} cannot be read: {error}") from error


def remove_blobs(connection: Connection, digests: Sequence[str]) -> None:
    """Remove bytes for good: their digests and sizes stay; what had them as its dictionary is packed anew before."""
    users = set(connection.execute(_USERS, {"sought": digests}).scalars()) - set(digests)
    key: Keyframe | None = None
    for digest in sorted(users):
        try:
            data = blob_bytes(connection, digest)
        except StoreError:  # it is damaged, and verification says so: no reason to keep what is to go
            continue
        packed = _packed(data, key)
        key = Keyframe(digest, data, len(packed["data"])) if packed["codec"] == ALONE else key
        connection.execute(update(blob).where(blob.c.digest == digest).values(packed))
    connection.execute(update(blob).where(blob.c.digest.in_(digests)).values(_NOTHING))

"""Bytes in the archive: content-addressed, compressed with zstd."""

import zstandard
from sqlalchemy import Connection, select

from store.digests import digest_of
from store.errors import StoreError
from store.tables import blob
from store.upsert import insert_missing

CODEC = "zstd"
LEVEL = 9


def put_blob(connection: Connection, data: bytes) -> str:
    """Keep bytes, once, and give their digest."""
    digest = digest_of(data)
    insert_missing(
        connection,
        blob,
        [{"digest": digest, "codec": CODEC, "size": len(data), "data": zstandard.compress(data, LEVEL)}],
        key="digest",
    )
    return digest


def blob_bytes(connection: Connection, digest: str) -> bytes:
    """Give the bytes of a digest, checked; raise StoreError where they are missing or not what they were."""
    row = connection.execute(
        select(blob.c.codec, blob.c.size, blob.c.data).where(blob.c.digest == digest)
    ).one_or_none()
    if row is None:
        raise StoreError(f"the bytes with digest {digest[:12]} are missing from the archive")
    if row.codec != CODEC:
        raise StoreError(f"the bytes with digest {digest[:12]} are kept as {row.codec!r}: a newer tracker wrote them")
    try:
        data = zstandard.decompress(row.data, max_output_size=row.size)
    except zstandard.ZstdError as error:
        raise StoreError(f"the bytes with digest {digest[:12]} cannot be read: {error}") from error
    if digest_of(data) != digest:
        raise StoreError(f"the bytes with digest {digest[:12]} are not what they were")
    return data

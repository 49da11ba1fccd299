"""What can go wrong with an archive and be mended by a person."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError


class StoreError(Exception):
    """Something the archive could not do, said in one line."""


class NoArchiveError(StoreError):
    """There is no archive where one was looked for."""


@contextmanager
def plainly() -> Iterator[None]:
    """Turn a database's own errors into one line."""
    try:
        yield
    except DatabaseError as error:
        raise refused(error) from error


def refused(error: DatabaseError) -> StoreError:
    """Say in one line what a database refused."""
    return StoreError(f"the database refused: {str(error.orig).strip().splitlines()[0]}")

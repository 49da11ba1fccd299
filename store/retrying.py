"""Work that another writer may hinder: done again, a few times."""

import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from store.database import writing
from store.errors import refused

PAUSES = (0.01, 0.05, 0.2, 0.8, 2.0)  # seconds between tries
HINDERED = ("40001", "40P01", "23505", "23503")  # PostgreSQL: serialization, deadlock, written or removed meanwhile

Result = TypeVar("Result")


def patiently(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """Do work in one transaction, again where two writers hinder each other; StoreError with the last word."""
    for pause in (*PAUSES, None):
        try:
            with writing(engine).begin() as connection:
                return work(connection)
        except DatabaseError as error:
            if pause is None or getattr(error.orig, "sqlstate", None) not in HINDERED:
                raise refused(error) from error
            time.sleep(pause)
    raise AssertionError

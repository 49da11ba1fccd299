"""Opening a database: the URL, SQLite's settings, the schema at head, and refusals in plain words."""

import glob
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from store.errors import NoArchiveError, StoreError

HEAD = "0005"  # the newest migration in store/migrations/versions
VERSION_TABLE = "tracker_schema"
PATIENCE = 30  # seconds that a writer waits for another on SQLite


def as_url(database: str) -> URL:
    """Give the SQLAlchemy URL of a database: a URL as it is, a path as SQLite, PostgreSQL with psycopg 3."""
    if not database.strip():
        raise StoreError("the archive has no name: give --db a path or a database URL")
    if database == ":memory:":
        raise StoreError("':memory:' would be gone at the end of the command: give --db a path or a database URL")
    if "://" not in database:
        return URL.create("sqlite", database=database)
    url = make_url(database)
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def shown(url: URL) -> str:
    """Give a URL for people: a path for SQLite, no password elsewhere."""
    return url.database or ":memory:" if url.drivername.startswith("sqlite") else url.render_as_string()


def _without_password(database: str) -> str:
    """Give what somebody typed for a URL, for people."""
    return re.sub(r"(?<=//)[^/]*@", "***@", database)


def open_engine(database: str, *, create: bool, upgrade: bool = False, as_is: bool = False) -> Engine:
    """Open a database whose schema is at head; make or upgrade it where that is safe; else raise StoreError.

    With `as_is` nothing is upgraded.
    """
    try:
        url = as_url(database)
        if not create and _missing(url):
            raise NoArchiveError(f"no archive at {shown(url)} ('tracker ingest' makes one)")
        return _at_head(_engine(url), url, create=create, upgrade=upgrade, as_is=as_is)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreError(f"{_without_password(database)!r} is not a database URL") from error
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise StoreError(
                f"{database.partition(':')[0]} is no database that tracker knows: SQLite or PostgreSQL"
            ) from error
        raise StoreError("psycopg is missing: pip install 'story-tracker[postgres]'") from error
    except OperationalError as error:
        raise StoreError(f"cannot open {shown(as_url(database))}: {_short(error)}") from error
    except DatabaseError as error:
        raise StoreError(f"{shown(as_url(database))} is not a tracker archive: {_short(error)}") from error


def _at_head(engine: Engine, url: URL, *, create: bool, upgrade: bool, as_is: bool) -> Engine:
    try:
        _bring_to_head(engine, url, create=create, allowed=not as_is and (upgrade or engine.dialect.name == "sqlite"))
    except BaseException:
        engine.dispose()
        raise
    return engine


def _short(error: DatabaseError) -> str:
    return str(error.orig).strip().split("\n")[0]


def _missing(parsed: URL) -> bool:
    if not parsed.drivername.startswith("sqlite") or parsed.database in (None, "", ":memory:"):
        return False
    path = Path(parsed.database.removeprefix("file:"))  # SQLite's own URIs, as file:...?mode=ro&uri=true
    return not path.exists() or path.stat().st_size == 0


def _engine(url: URL) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _settings)
        event.listen(engine, "begin", _begin)
    return engine


def _settings(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's own BEGIN, so that DDL rolls back too
    for pragma in (
        f"busy_timeout = {PATIENCE * 1000}",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",  # what is removed is overwritten
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def writing(engine: Engine) -> Engine:
    """Give the engine whose transactions take the write lock at once."""
    return engine.execution_options(writes=True)


def backups(url: URL) -> tuple[str, ...]:
    """Give the paths of the copies that upgrades made beside an SQLite archive."""
    if not url.drivername.startswith("sqlite") or url.database in (None, "", ":memory:"):
        return ()
    path = Path(url.database.removeprefix("file:"))
    return tuple(sorted(str(one) for one in path.parent.glob(f"{glob.escape(path.name)}.schema-*.backup")))


def compact(engine: Engine) -> None:
    """Let nothing of what was removed stay in the database's files, as far as this program can reach them.

    SQLite writes the file anew; a server frees the space of its tables, and keeps its own logs.
    """
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM")
        return
    with closing(engine.raw_connection()) as connection:
        try:
            connection.execute("VACUUM")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise StoreError(f"it is hidden, but its text lingers in the file ({error}): run this again") from error
            busy = True
    if busy:
        raise StoreError("it is hidden, but its text lingers in the file while others read it: run this again later")


def schema_version(connection: Connection) -> str | None:
    """Give the schema's version, or None for an empty database; raise StoreError for somebody else's."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()
    if tables:
        raise StoreError(f"it holds tables of something else ({', '.join(sorted(tables)[:3])}): not a tracker archive")
    return None


def _bring_to_head(engine: Engine, url: URL, *, create: bool, allowed: bool) -> None:
    with engine.connect() as connection:
        try:
            version = schema_version(connection)
        except StoreError as error:
            raise StoreError(f"{shown(url)}: {error}") from error
    if version == HEAD:
        return
    if version is None and not create:
        raise NoArchiveError(f"no archive at {shown(url)} ('tracker ingest' makes one)")
    from store.migrate import refuse_newer, upgrade

    refuse_newer(url, version)
    if version is not None and not allowed:
        raise StoreError(
            f"{shown(url)} has schema {version}, this tracker needs {HEAD}: make a backup, then 'tracker db upgrade'"
        )
    if version is None and engine.dialect.name == "sqlite":
        with engine.connect() as connection:  # a property of the file: never set on somebody else's
            connection.connection.execute("PRAGMA journal_mode = WAL")
    upgrade(engine, url, version)

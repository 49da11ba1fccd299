"""Bring a schema to head by Alembic, run from code."""

import sqlite3
from itertools import chain, count
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.engine import URL

from store.database import schema_version, shown, writing
from store.errors import StoreError


def refuse_newer(url: URL, version: str | None) -> None:
    """Raise StoreError for a schema that this program does not know."""
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if version is not None and version not in known:
        raise StoreError(f"{shown(url)} was written by a newer tracker (schema {version}): upgrade tracker")


def upgrade(engine: Engine, url: URL, version: str | None, to: str = "head") -> None:
    """Bring a schema from `version` (None: an empty database) to a later one in one transaction."""
    config = _config()
    with writing(engine).begin() as connection:
        if version is not None and schema_version(connection) != version:
            return  # another program was quicker, and has kept the copy
        if version is not None and engine.dialect.name == "sqlite":
            _back_up(url.database, version)
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _back_up(path: str | None, version: str) -> None:
    """Copy an SQLite archive beside itself before its schema changes; no earlier copy is written over."""
    if not path:
        return
    again = (f"{path}.schema-{version}-{number}.backup" for number in count(2))
    names = chain([f"{path}.schema-{version}.backup"], again)
    with sqlite3.connect(path) as old, sqlite3.connect(next(one for one in names if not Path(one).exists())) as copy:
        old.backup(copy)

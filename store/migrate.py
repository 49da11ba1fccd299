"""Bring a schema to head by Alembic, run from code."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.engine import URL

from store.database import shown, writing
from store.errors import StoreError


def upgrade(engine: Engine, url: URL, version: str | None) -> None:
    """Bring a schema from `version` (None: an empty database) to head in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise StoreError(f"{shown(url)} was written by a newer tracker (schema {version}): upgrade tracker")
    if version is not None and engine.dialect.name == "sqlite":
        _back_up(url.database, version)
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _back_up(path: str | None, version: str) -> None:
    """Copy an SQLite archive beside itself before its schema changes."""
    if not path:
        return
    with sqlite3.connect(path) as old, sqlite3.connect(f"{path}.schema-{version}.backup") as copy:
        old.backup(copy)

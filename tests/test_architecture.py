"""The rooms and their doors, checked over the imports; and what the command line promises of itself."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from tests.conftest import ROOT
from tracker.cli.app import app

PURE = (
    "tracker.model",
    "tracker.history",
    "tracker.overview",
    "tracker.text",
    "tracker.diff",
    "tracker.reports",
    "tracker.revisions",
    "tracker.errors",
    "tracker.toml",
)
IMPURE_MODULES = {"os", "pathlib", "shutil", "subprocess", "socket", "random", "secrets", "time", "tempfile", "sqlite3"}
IMPURE_MODULES |= {"sqlalchemy", "store", "urllib", "http", "typer"}
VALUES = ("tracker.model", "tracker.history", "tracker.overview", "tracker.errors", "tracker.toml")
EARLIER = {  # what each room may know of the others, besides values and errors
    "tracker.sources": (),
    "tracker.text": (),
    "tracker.diff": ("tracker.text",),
    "tracker.reports": (),
    "tracker.revisions": (),
    "tracker.tracking": ("tracker.text", "tracker.diff", "tracker.sources", "tracker.revisions", "store"),
    "tracker.cli": ("tracker.tracking", "tracker.reports", "tracker.sources", "store"),
}


def modules(package: str) -> Iterator[tuple[str, set[str]]]:
    """Give every module of a package with the modules it imports."""
    for path in sorted((ROOT / package).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module}
        yield name, found


def is_in(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def test_the_store_knows_nothing_of_the_tracker() -> None:
    for name, imports in modules("store"):
        assert not [one for one in imports if is_in(one, "tracker")], name


def test_only_tracking_and_the_command_line_know_the_store() -> None:
    knowing = {name for name, imports in modules("tracker") if any(is_in(one, "store") for one in imports)}
    assert all(is_in(name, "tracker.tracking") or is_in(name, "tracker.cli") for name in knowing), knowing


def test_pure_rooms_touch_nothing_outside() -> None:
    for name, imports in modules("tracker"):
        if any(is_in(name, room) for room in PURE):
            assert not {one.split(".")[0] for one in imports} & IMPURE_MODULES, name


def test_pure_rooms_ask_no_clock_no_disk_and_no_environment() -> None:
    for path in sorted((ROOT / "tracker").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if any(is_in(name, room) for room in PURE):
            nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
            called = {node.func for node in nodes if isinstance(node, ast.Call)}
            asked = {one.id for one in called if isinstance(one, ast.Name)}
            asked |= {one.attr for one in called if isinstance(one, ast.Attribute)}
            assert not asked & {"open", "now", "today", "utcnow", "getenv", "read_text", "write_text"}, name
            assert "environ" not in {node.attr for node in nodes if isinstance(node, ast.Attribute)}, name


def test_data_flows_one_way() -> None:
    for name, imports in modules("tracker"):
        for room, allowed in EARLIER.items():
            if is_in(name, room):
                known = (room, *allowed, *VALUES)
                strange = [one for one in imports if is_in(one, "tracker") and not any(is_in(one, k) for k in known)]
                assert not strange, (name, strange)


def test_only_the_command_line_prints_or_exits() -> None:
    for path in [*(ROOT / "tracker").rglob("*.py"), *(ROOT / "store").rglob("*.py")]:
        if path.is_relative_to(ROOT / "tracker" / "cli"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "exit", "quit", "input"), path


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["diff", "--help"]])
def test_help_is_quick_it_loads_no_database_and_no_renderer(words: list[str]) -> None:
    code = (
        "import sys; from tracker.cli import main\n"
        f"sys.argv = ['tracker', *{words!r}]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'sqlalchemy', 'alembic', 'rapidfuzz', 'zstandard', 'diff_match_patch', 'rich', 'store'}), len(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded, count = done.stdout.strip().split("\n")[-1].rsplit(" ", 1)
    assert loaded == "[]"
    assert int(count) < 400


def commands() -> list[tuple[str, str]]:
    """Give the name and the help of every command, groups unfolded."""
    root = typer.main.get_command(app)
    found: list[tuple[str, str]] = []
    for name, command in root.commands.items():  # type: ignore[attr-defined]  # a group: typer gives no public type
        inner = getattr(command, "commands", None)
        found += [(f"{name} {sub}", one.help) for sub, one in inner.items()] if inner else [(name, command.help)]
    return found


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, text in commands():
        assert text, name
        assert f"`tracker {name}" in readme, name


def test_the_top_level_is_the_cards() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    names = {Path(line).parts[0] for line in listed.splitlines()} or {path.name for path in ROOT.iterdir()}
    seen = {name for name in names if not name.startswith((".", "__"))}
    card = {"pyproject.toml", "README.md", "seeds", "tracker", "store", "tests"}
    assert card <= seen <= card | {"LICENSE", "uv.lock", "pylock.toml"}

"""`tracker story`: the names of stories."""

from typing import Annotated

import typer

from tracker.cli.options import DEFAULT_DB, Db, Story, open_archive, say
from tracker.errors import TrackerError

story_app = typer.Typer(help="The names of stories; no digest holds them.", no_args_is_help=True)


@story_app.command("rename")
def rename(
    story: Story, key: Annotated[str, typer.Argument(metavar="KEY", help="Its new key.")], db: Db = DEFAULT_DB
) -> None:
    """Give a story another key; the one it had still leads to it."""
    from tracker.sources import check_key
    from tracker.tracking import find_story

    check_key(key)
    with open_archive(db) as archive:
        found = find_story(archive, story)
        archive.rename_story(found, key)
    say(f"{found.key} → {key}")


@story_app.command("alias")
def alias(
    story: Story,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Another name; all are listed where none.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Forget the name instead.")] = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Let another name lead to a story: for commands, and for what is ingested under it."""
    from tracker.sources import check_key
    from tracker.tracking import find_story

    with open_archive(db) as archive:
        found = find_story(archive, story)
        if name is None:
            for known in archive.aliases(found) or [f"{found.key} has no other name"]:
                say(known)
            return
        if remove:
            if not archive.drop_alias(found, name):
                raise TrackerError(f"{name!r} is no other name of {found.key!r}")
            say(f"{name}: no longer a name of {found.key}")
            return
        new = archive.add_alias(found, check_key(name))
    say(f"{name} → {found.key}{'' if new else ' (known already)'}")

"""`tracker schema`: the shape of every JSON output."""

from typing import Annotated

import typer

from tracker.cli.options import Output, deliver
from tracker.errors import TrackerError


def schema(
    name: Annotated[str | None, typer.Argument(metavar="TYPE", help="The type of an output; all where none.")] = None,
    output: Output = None,
) -> None:
    """Print the JSON Schema of an output by its type ("comparison", "report" ...); without one, list the types."""
    import json

    from tracker.reports.schemas import TYPES, schema_of

    if name is None:
        deliver("\n".join(TYPES) + "\n", output)
        return
    if name not in TYPES:
        raise TrackerError(f"no output has the type {name!r} (there are {', '.join(TYPES)})")
    deliver(json.dumps(schema_of(name), indent=2) + "\n", output)

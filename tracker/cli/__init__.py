"""Room 5: words in, words out. One file for a family of commands.

The modules here import the pipeline and the store inside their commands, so that `--help` is quick.
"""

import gc
import io
import os
import sys
import traceback


def main() -> None:
    """Run the command line: results on standard output, one line for an error, exit 2."""
    from tracker.errors import TrackerError

    gc.set_threshold(50_000)  # fewer collections while modules load: a tenth of the start-up
    _make_streams_safe()
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(130)
    except TrackerError as error:
        sys.exit(_fail(str(error)))
    except BrokenPipeError:
        _leave_stdout()
        sys.exit(0)
    except OSError as error:
        _leave_stdout()
        sys.exit(_fail(f"cannot write: {error.strerror}" if error.filename is None else str(error)))
    except MemoryError:
        sys.exit(_fail("there is not memory enough for this"))
    except Exception as error:
        store = sys.modules.get("store.errors")  # it is not imported where nothing needed it
        if store is None or not isinstance(error, store.StoreError):
            traceback.print_exc()
            error = RuntimeError("a defect of this program: what was committed before it stays")
        sys.exit(_fail(str(error)))


def _make_streams_safe() -> None:
    """Let nothing that is said end the program: where the shell closed a stream, or a terminal lacks a character."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run() -> None:
    """Run a command; what cannot be written is an error here, and not told by the interpreter as it ends."""
    from tracker.cli.app import app

    stdout = sys.stdout
    try:
        app(prog_name="tracker")
    except SystemExit:
        if sys.stdout is not stdout:  # Typer puts another in its place where the reader of a pipe has gone away
            sys.exit(0)
        raise
    finally:
        sys.stdout.flush()


def _leave_stdout() -> None:
    """Write what is left to nowhere: the interpreter would try once more, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str) -> int:
    from tracker.reports.phrases import visible

    print(visible(f"tracker: {message}"), file=sys.stderr)
    return 2

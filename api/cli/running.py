"""Running one command line: what it prints, what goes to stderr, and the exit code.

0 fine · 1 refused input, nothing was written · 2 the command line cannot be read. A user never sees
a traceback; ``LINLI_DEBUG=1`` shows the one of an error that nobody foresaw.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from api.cli.commands import commands, group
from api.cli.language import known, said_in
from api.cli.mistakes import Mistake, mistake_of
from graph.errors import LinliError
from graph.words import caption

FINE, REFUSED, USAGE, INTERRUPTED = 0, 1, 2, 130


def main() -> None:
    """Run the command line of this process, and exit."""
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run a command line and return its exit code.

    Example:
        >>> run(["kinds", "--lang", "fr"])
        2
    """
    asked_in = said_in(args)
    lang = known(asked_in)
    try:
        done = group(asked_in, *args[:1]).main(args=list(args or ["--help"]), prog_name="linli", standalone_mode=False)
    except Mistake as error:
        return _told(error, lang, USAGE)
    except LinliError as error:
        return _told(error, lang, REFUSED)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - whoever read us has gone; nothing is left to say
        return FINE
    except Exception as error:  # noqa: BLE001 - the last one who could tell it to a person
        if hasattr(error, "ctx") and hasattr(error, "format_message"):
            return _told(mistake_of(error, _command(args)), lang, USAGE)
        return _unforeseen(error, lang)
    if not args:
        return USAGE
    return done if isinstance(done, int) else FINE


def _command(args: Sequence[str]) -> str:
    """Return how the command is called whose help would say more."""
    name = next((arg for arg in args if not arg.startswith("-")), "")
    return f"linli {name}" if name in commands() else "linli"


def _told(error: LinliError, lang: str, code: int) -> int:
    """Print one sentence and, after a blank line, a hint."""
    lines = [caption("cli.error", lang, text=error.message(lang))]
    hint = error.suggestion(lang)
    if hint is not None and error.params.get("candidates") != "":
        lines += ["", caption("cli.hint", lang, text=hint)]
    from graph.values.controls import visible

    print(*map(visible, lines), sep="\n", file=sys.stderr)  # noqa: T201
    return code


def _unforeseen(error: Exception, lang: str) -> int:
    if os.environ.get("LINLI_DEBUG"):
        raise error
    said = Mistake("cli_unforeseen", found=type(error).__name__)
    return _told(said, lang, REFUSED)

"""Running one command line: what it prints, what goes to stderr, and the exit code.

0 fine · 1 refused input, nothing was written · 2 the command line cannot be read · 130 interrupted. A user never sees
a traceback; ``LINLI_DEBUG=1`` shows the one of an error that nobody foresaw.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import typer

from api.cli.commands import beneath, commands, group
from api.cli.language import known, said_in
from api.cli.mistakes import Mistake, mistake_of
from api.cli.terminal import any_code_page, failed, interrupted, silence, written
from graph.errors import LinliError
from graph.words import caption

FINE, REFUSED, USAGE, INTERRUPTED = 0, 1, 2, 130
#: The error numbers of a failed write to standard output: no room, too long, gone.
_OF_OUTPUT = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG, errno.EIO, errno.EBADF, errno.EINVAL)


def run(args: Sequence[str]) -> int:
    """Run a command line and return its exit code, as ``api.cli.run`` says."""
    asked_in = said_in(args)
    lang = known(asked_in)
    any_code_page()
    try:
        done = group(asked_in, *args[:1]).main(args=list(args or ["--help"]), prog_name="linli", standalone_mode=False)
        sys.stdout.flush()
    except Mistake as error:
        return _told(error, lang, USAGE)
    except LinliError as error:
        return _told(error, lang, REFUSED)
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted(lang)
    except (OSError, SystemExit) as error:
        return _unsaid(error, lang)
    except Exception as error:  # noqa: BLE001 - the last one who could tell it to a person
        if hasattr(error, "ctx") and hasattr(error, "format_message"):
            return _told(mistake_of(error, _command(args)), lang, USAGE)
        return _unforeseen(error, lang)
    if args and isinstance(done, int):
        return _interrupted(lang) if done == INTERRUPTED else done  # so Typer returns what was interrupted
    return FINE if args else USAGE


def _interrupted(lang: str) -> int:
    """Print one line: that it ended, and what of it is written."""
    with suppress(OSError, KeyboardInterrupt):
        print(interrupted(lang), file=sys.stderr, flush=True)  # noqa: T201
    return INTERRUPTED


def _unsaid(error: OSError | SystemExit, lang: str) -> int:
    """Tell why what was found cannot be shown; an error of another file or of a socket is none that we know."""
    if BrokenPipeError in (type(error), type(error.__context__)):  # Typer and Rich meet it first, and end in their way
        silence()  # whoever read us has gone; nothing is left to say
        return FINE
    if isinstance(error, SystemExit):
        raise error
    if error.errno not in _OF_OUTPUT or error.filename is not None:
        return _unforeseen(error, lang)
    return _told(failed(error), lang, FINE if written() else REFUSED)


def _command(args: Sequence[str]) -> str:
    """Return how the command is called whose help would say more; a step by both its words."""
    if (step := " ".join(args[:2])) in beneath(*args[:1]):
        return f"linli {step}"
    return " ".join(["linli", *[arg for arg in args if arg in commands()][:1]])


def _told(error: LinliError, lang: str, code: int) -> int:
    """Print one sentence and, after a blank line, a hint."""
    lines = [caption("cli.error", lang, text=error.message(lang))]
    hint = error.suggestion(lang)
    if hint is not None and error.params.get("candidates") != "":
        lines += ["", caption("cli.hint", lang, text=hint)]
    from graph.values.controls import visible

    with suppress(OSError):  # nobody hears it; the exit code says the same
        print(*map(visible, lines), sep="\n", file=sys.stderr, flush=True)  # noqa: T201
    return code


def _unforeseen(error: Exception, lang: str) -> int:
    if os.environ.get("LINLI_DEBUG"):
        raise error
    said = Mistake("cli_unforeseen", found=type(error).__name__)
    return _told(said, lang, REFUSED)

"""`linli`: the questions, and what they rest on, in a terminal.

Chinese unless asked otherwise, ``--json`` for programs, plain text when piped. Nothing heavy is
imported here or beside a command's options: a command imports what it needs when it runs, so that
``linli --help`` comes at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

__all__ = ["main", "run"]

#: So many objects are made before Python looks for circles that nobody holds; a command makes fewer, and looking
#: through what it imports ten thousand by ten thousand took a tenth of a second.
SELDOM = 200_000


def main() -> None:
    """Run the command line of this process, and exit."""
    gc.set_threshold(SELDOM)  # before anything else is imported
    # pydantic would look through every package that is installed for plugins, none of which we ask: 10 ms
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before anything was there that could tell it, so nothing had begun
        code = 130
    gc.freeze()  # else Python looks through all that was imported, twice, before it lets go of it: a tenth of a second
    sys.exit(code)


def run(args: Sequence[str]) -> int:
    """Run a command line and return its exit code.

    Example:
        >>> run(["kinds", "--lang", "fr"])
        2
    """
    from api.cli import running  # after `main` has said how seldom to look

    return running.run(args)

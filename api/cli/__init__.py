"""`linli`: the questions, and what they rest on, in a terminal.

Chinese unless asked otherwise, ``--json`` for programs, plain text when piped. Nothing heavy is
imported here or beside a command's options: a command imports what it needs when it runs, so that
``linli --help`` comes at once.
"""

from __future__ import annotations

from api.cli.running import main, run

__all__ = ["main", "run"]

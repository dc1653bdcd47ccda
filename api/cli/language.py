"""In which language a command speaks: ``--lang``, else ``LINLI_LANG``, else Chinese."""

from __future__ import annotations

import os
from collections.abc import Sequence

from api.cli.mistakes import Mistake, listed
from graph.words import LANGUAGES


def said_in(args: Sequence[str]) -> str:
    """Return the language that a command line asks for, whether there is one or not.

    It is looked for before the line is read, so that its mistakes are told in it, and anywhere: before
    the command or after it.

    Example:
        >>> said_in(["coverage", "--lang", "en"]), said_in(["--lang=fr", "audit"])
        ('en', 'fr')
    """
    said = os.environ.get("LINLI_LANG") or LANGUAGES[0]
    for position, arg in enumerate(args):
        name, equals, value = arg.partition("=")
        if name == "--lang":
            said = value if equals else "".join(args[position + 1 : position + 2])
    return said


def known(lang: str) -> str:
    """Return a language, or Chinese where there is none of that name."""
    return lang if lang in LANGUAGES else LANGUAGES[0]


def checked(lang: str) -> str:
    """Return a language that there is.

    Raises:
        Mistake: There is no such language.
    """
    if lang not in LANGUAGES:
        raise Mistake("cli_value", option="--lang", found=lang, expected=listed(LANGUAGES))
    return lang

"""In which language a command speaks: ``--lang``, else ``LINLI_LANG``, else Chinese."""

from __future__ import annotations

import os
from collections.abc import Sequence

from api.cli.mistakes import Mistake, listed
from graph.words import LANGUAGES


def spoken(args: Sequence[str]) -> str:
    """Return the language of a command line that is not read yet, so that its mistakes are told in it.

    Example:
        >>> spoken(["coverage", "--lang", "en"]), spoken(["--lang=en", "audit"])
        ('en', 'en')
    """
    said = os.environ.get("LINLI_LANG", "")
    for position, arg in enumerate(args):
        name, equals, value = arg.partition("=")
        if name == "--lang":
            said = value if equals else "".join(args[position + 1 : position + 2])
    return said if said in LANGUAGES else LANGUAGES[0]


def checked(lang: str) -> str:
    """Return a language that there is.

    Raises:
        Mistake: There is no such language.
    """
    if lang not in LANGUAGES:
        raise Mistake("cli_value", option="--lang", found=lang, expected=listed(LANGUAGES))
    return lang

"""The captions of every code, in Chinese and English.

Code carries codes and parameters; a surface asks here for the words. A folder a language, in it a YAML file a
question and ``general.yaml``: flat dotted keys, one sentence a key; ``{name}`` is filled from the parameters. A
code without words comes back as itself, so that a missing caption is ugly and never fatal; a test holds the
languages to the same keys, file by file.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from graph.parsing import flat
from graph.precompiled import bytes_in, precompiled
from graph.words.listed import Listed

LANGUAGES = ("zh", "en")
#: By what they are read.
_BY = ("graph.words", "graph.parsing", "yaml")


@cache
def words(lang: str) -> dict[str, str]:
    """Return all captions of a language, ``zh`` or ``en``.

    Raises:
        ValueError: The language is neither.
    """
    if lang not in LANGUAGES:
        raise ValueError(lang)
    texts = list(bytes_in(Path(__file__).parent / lang, ".yaml").values())

    def read() -> dict[str, str]:
        found: dict[str, str] = {}
        for text in texts:
            found |= flat(text.decode("utf-8"))
        return found

    kept: dict[str, str] = precompiled(f"{__file__.removesuffix('.py')}_{lang}.py", _BY, texts, read)
    return kept


def caption(code: str, lang: str = "zh", /, **params: Any) -> str:
    """Return the words of a code, filled with its parameters.

    Example:
        >>> caption("state.gap", "zh"), caption("state.gap", "en")
        ('缺口', 'gap')
        >>> caption("no.such.code")
        'no.such.code'
        >>> caption("error.file_rows", "en", file=Listed(["a.csv", "b.csv"]), expected=9)
        "The file 'a.csv, b.csv' has more than 9 rows"
    """
    template = words(lang).get(code)
    if template is None:
        return code.said(lang) if isinstance(code, Listed) else code
    if "{" not in template:
        return template
    return template.format_map(_Params({name: _in(lang, value) for name, value in params.items()}))


def _in(lang: str, value: Any) -> Any:
    return value.said(lang) if isinstance(value, Listed) else value


def for_page(code: str, *, page: bool) -> str:
    """Return the code of what a page says of something, where that differs from what is said in a terminal.

    Example:
        >>> for_page("hint.no_longer", page=True), for_page("hint.no_longer", page=False)
        ('page.hint.no_longer', 'hint.no_longer')
        >>> for_page("state.gap", page=True)
        'state.gap'
    """
    own = f"page.{code}"
    return own if page and own in words("zh") else code


class _Params(dict[str, Any]):
    """Leaves ``{name}`` in place where a parameter was not given."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"

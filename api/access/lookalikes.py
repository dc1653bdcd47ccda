"""Letters of other scripts that look like Latin ones: a name wholly of them reads as somebody else's (Unicode TR39)."""

from __future__ import annotations

from unicodedata import normalize

#: Greek and Cyrillic letters, each above the Latin one that it cannot be told from in the usual fonts.
_OTHERS = "АВЕЅІЈКМНОРСТУХҮԌаеѕіјорсухԁԛԝһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυιακ"
_LATIN = "ABESIJKMHOPCTYXYGaesijopcyxdqwhlABEZHIKMNOPTYXovpuiak"
_TABLE = str.maketrans(_OTHERS, _LATIN)


def as_seen(name: str) -> str:
    """Return a name as it is seen: full-width letters, capitals and letters that look Latin are one with those.

    Example:
        >>> as_seen("ａｐｅ") == as_seen("APE") == as_seen("\u0430\u0440\u0435") == "ape"
        True
    """
    return normalize("NFKC", name).translate(_TABLE).casefold()


def is_disguised(name: str) -> bool:
    """Return whether a name has letters of another script, and none by which it could be told from a Latin name.

    Example:
        >>> is_disguised("\u0430\u0440\u0435"), is_disguised("Миша"), is_disguised("ape"), is_disguised("演示")
        (True, False, False, False)
    """
    plain = normalize("NFKC", name)
    return not plain.isascii() and plain.translate(_TABLE).isascii()

"""A text that somebody saved, in whatever encoding their terminal or editor saved it."""

from __future__ import annotations

import codecs

_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PLAIN = 2  # a document begins with { or a space: in UTF-16 one of its first two bytes is a nought


def decoded(raw: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 as PowerShell writes it, or GBK as an office's machine does.

    Raises:
        UnicodeDecodeError: It is none of these.

    Example:
        >>> said = '{"问": 1}'
        >>> {decoded(said.encode(name)) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gbk")} == {said}
        True
    """
    for mark, name in _MARKED:
        if raw.startswith(mark):
            return raw.decode(name)
    if 0 in raw[:_PLAIN]:
        return raw.decode("utf-16-be" if raw[0] == 0 else "utf-16-le")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030")

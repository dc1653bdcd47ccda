"""What a document says twice under one name: readers of JSON drop the first, and here nothing is dropped in silence."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from api.errors import BadParameter


def refuse_twice(body: bytes) -> None:
    """Refuse a document in which an object has a name twice; what is no JSON is refused elsewhere.

    Raises:
        BadParameter: One has.

    Example:
        >>> refuse_twice(b'{"name": "a", "note": {"name": "b"}}')
        >>> refuse_twice(b'{"name": "a", "name": "b"}')
        Traceback (most recent call last):
        api.errors.BadParameter: 参数 `name` 只能给一次
    """
    with suppress(ValueError, RecursionError):
        json.loads(body, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadParameter("http_twice", parameter=name)
        found[name] = value
    return found

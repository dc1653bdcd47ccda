"""Frozen classes of arrays as a row of bytes: what is in them is told as JSON knows it, the arrays lie end to end.

Nothing is run to read them, as a pickle would be: a class is one of those that the reader names, and an array is a
piece of the bytes where they lie.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

#: Where an array may begin: a multiple of what the widest number takes.
_STEP = 64
Array = np.ndarray[Any, Any]


class Pieces:
    """What is put together: each array once, however often something refers to it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._arrays: list[Array] = []
        self._at: dict[int, dict[str, Any]] = {}
        self._size = 0

    def told(self, value: Any) -> Any:
        """Return what is in something as JSON knows it; its arrays are added to the bytes.

        Args:
            value: An array, a number, a truth, a text, or a tuple, mapping or dataclass of such.

        Raises:
            TypeError: It is something else.
        """
        if value is None or isinstance(value, bool | int | str):
            return value
        if isinstance(value, np.ndarray):
            return self._added(value)
        if isinstance(value, tuple):
            return [self.told(one) for one in value]
        if isinstance(value, Mapping):
            return {"map": [[self.told(key), self.told(one)] for key, one in value.items()]}
        if is_dataclass(value):
            made = {one.name: self.told(getattr(value, one.name)) for one in fields(value)}
            return {"class": type(value).__name__, "fields": made}
        raise TypeError(type(value).__name__)

    def _added(self, array: Array) -> dict[str, Any]:
        known = self._at.get(id(array))
        if known is None:
            known = self._at[id(array)] = {"type": array.dtype.str, "shape": list(array.shape)}
            if array.size and not any(array.strides):  # one number for all
                known["all"] = array.flat[0].item()
            else:
                known["at"] = self._size
                self._size += -(-array.nbytes // _STEP) * _STEP
            self._arrays.append(array)  # alive, so that its id stays its own
        return known

    def bytes(self) -> Array:
        """Return the arrays end to end."""
        whole = np.zeros(self._size, dtype=np.uint8)
        for array in self._arrays:
            if (at := self._at[id(array)].get("at")) is not None:
                whole[at : at + array.nbytes] = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
        whole.flags.writeable = False
        return whole


def made_again(told: Any, whole: Array, classes: Collection[type]) -> Any:
    """Return what was told, of the bytes where they lie; arrays cannot be written to.

    Args:
        told: What ``Pieces.told`` returned.
        whole: What ``Pieces.bytes`` returned.
        classes: Those that may be in it.

    Example:
        >>> pieces = Pieces()
        >>> told = pieces.told((np.arange(3), {1: (2, 3)}, np.broadcast_to(np.int8(7), 2)))
        >>> made_again(told, pieces.bytes(), ())
        (array([0, 1, 2]), {1: (2, 3)}, array([7, 7], dtype=int8))
    """
    known = {one.__name__: one for one in classes}

    def again(one: Any) -> Any:
        if isinstance(one, list):
            return tuple(again(each) for each in one)
        if not isinstance(one, dict):
            return one
        if "map" in one:
            return {again(key): again(each) for key, each in one["map"]}
        if "class" in one:
            return known[one["class"]](**{name: again(each) for name, each in one["fields"].items()})
        kind, shape = np.dtype(one["type"]), tuple(one["shape"])
        if "all" in one:
            return np.broadcast_to(kind.type(one["all"]), shape)
        count = int(np.prod(shape, dtype=np.int64))
        return np.frombuffer(whole, kind, count, one["at"] if count else 0).reshape(shape)

    return again(told)

"""Why a file is refused, as the process that reads it tells whoever started it."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """A file is refused: a code of the words, and what its sentence is filled with."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code, self.params = code, params
        super().__init__(code)

"""Ten thousand yuan are three here, so that a short list has demands of both that compete for one lot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest

from graph.values import units


@pytest.fixture(autouse=True, scope="module")
def few_yuan() -> Iterator[None]:
    """Let a plain matcher go through every way of giving money."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(cast("dict[str, tuple[str, int]]", units.SO_MANY_OF), "ten_thousand_yuan", ("yuan", 3))
        yield

"""Types that the documents sent to the service share: ids, and steps by their words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from api.routes.writing import LONGEST
from graph.words import caption

#: The id of a thing: one that is empty names nothing, and is told as empty rather than looked for.
Key = Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"\S")]


def step_of(steps: Collection[str], called: str) -> Any:
    """Return the type of a step: its code, or the word that staff say for it.

    Args:
        steps: The codes.
        called: Under which words stands what they are called.

    Example:
        >>> from pydantic import TypeAdapter
        >>> TypeAdapter(step_of(("accept", "refuse"), "need.step")).validate_python("受理")
        'accept'
    """
    codes: dict[object, str] = {caption(f"{called}.{one}"): one for one in steps}

    def coded(said: object) -> object:
        return codes.get(said, said) if isinstance(said, str) else said

    return Annotated[Literal[tuple(steps)], BeforeValidator(coded)]

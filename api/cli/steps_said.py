"""Steps by the word that staff say for them: ``linli need 受理 XQ-1`` is ``linli need accept XQ-1``."""

from __future__ import annotations

from collections.abc import Collection

from graph.words import caption

#: By command: where the words of its steps stand.
_WORDS = {"need": "need.step.", "match": "step."}
#: Steps whose name on the command line is not that in the rules.
_RULES = {"add": "raise"}


def step_said(command: str, said: str, steps: Collection[str]) -> str | None:
    """Return the step of a command that is called so in Chinese, as ``steps`` names it; None = none is.

    Example:
        >>> step_said("need", "受理", ["need accept", "need add"]), step_said("need", "登记", ["need add"])
        ('need accept', 'need add')
        >>> step_said("match", "认领", ["match claim", "need claim"]), step_said("need", "水管漏了", ["need add"])
        ('match claim', None)
    """
    under = _WORDS.get(command)
    if under is None or said.isascii():
        return None
    for one in steps:
        first, _, step = one.partition(" ")
        if first == command and caption(f"{under}{_RULES.get(step, step)}") == said:
            return one
    return None

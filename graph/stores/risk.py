"""Whether somebody says that they know the risk: opens a store in a place, or a state, that is refused otherwise."""

from __future__ import annotations

import os

#: The setting that says so for everything a process opens; ``--i-know`` sets it for one command.
SETTING = "LINLI_I_KNOW"
_YES = {"1", "true", "yes", "on"}


def risk_accepted(said: bool | None = None) -> bool:  # noqa: FBT001 - what it is about
    """Return whether the risk is accepted: as said, else as the environment says now.

    Example:
        >>> risk_accepted(True)
        True
    """
    return os.environ.get(SETTING, "").strip().lower() in _YES if said is None else said

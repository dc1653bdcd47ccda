"""How the options of a question are written, the same on every surface."""

from __future__ import annotations

from graph.errors import BadValue, NotAskable
from graph.kinds import Sensitivity
from graph.network import Network
from graph.rules import Rules
from graph.viewing import Showing, is_person
from graph.words import LANGUAGES, caption

#: The states of coverage, in the order in which they are shown.
STATES = ("gap", "unknown", "exempt", "not_applicable", "met")
DEFAULT_STATES = "gap,unknown"


def states_of(said: str) -> tuple[str, ...]:
    """Return the states that a text names, with commas between, or all.

    Raises:
        BadValue: One of them is none.

    Example:
        >>> states_of("缺口，met"), len(states_of("all"))
        (('gap', 'met'), 5)
    """
    called = {caption(f"state.{state}", lang): state for state in STATES for lang in LANGUAGES}
    parts = (one.strip() for one in said.replace("，", ",").split(","))
    found = tuple(called.get(one, one) for one in parts if one)
    if found == ("all",):
        return STATES
    for one in found:
        if one not in STATES:
            raise BadValue(found=one, expected=" ".join(f"`{name}`" for name in (*STATES, "all")))
    return found


def chain_of(rules: Rules, said: str | None) -> str | None:
    """Return the chain that is meant: ``党组织`` is as good as ``party``."""
    return None if said is None else rules.vocabulary().resolve("chain", said)


def check_start(network: Network, key: str, showing: Showing) -> None:
    """Let nobody start from somebody of whom nothing but their home is known, unless they may be told that.

    The path up from there would name the house, and whoever volunteers behind the same door.

    Raises:
        NotAskable: The viewer did not ask for what is personal.
        NotLogged: That they were shown it cannot be written down.
    """
    row, view = network.row(key), network.view
    if not (is_person(key) and view.told_anchor[row] < 0 <= view.anchor[row]):
        return
    if not showing.viewer.may_see(Sensitivity.PERSONAL):
        raise NotAskable("start_lives_there", start=key)
    showing.tell([key])

"""YAML as quickly as this machine can read it: by libyaml where PyYAML was built with it, six times as fast.

PyYAML is imported once something is read: a command whose words and rules are precompiled reads none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

_DEEP = 100


@cache
def loader() -> type[yaml.SafeLoader]:
    """Return the quickest safe loader that there is; all say the same of every text that they can read."""
    import yaml  # noqa: PLC0415 - as said above

    found: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return found


def parsed(text: str) -> Any:
    """Return what a YAML text says; for what comes with linli, as nothing here says where a mistake is.

    Raises:
        yaml.YAMLError: It is not YAML.

    Example:
        >>> parsed("{zh: 楼栋长, aliases: [楼长]}")
        {'zh': '楼栋长', 'aliases': ['楼长']}
    """
    import yaml  # noqa: PLC0415 - as said above

    return yaml.load(text, Loader=loader())  # noqa: S506 - a safe loader


def flat(text: str) -> dict[str, str]:
    r"""Return the texts by key of a YAML mapping that holds nothing else, in half the time of ``parsed``.

    Its events are read alone: no value is taken for a number or a day.

    Raises:
        yaml.YAMLError: It is not YAML.
        ValueError: It is no mapping, or something lies deeper.

    Example:
        >>> flat("state.gap: 缺口\nstate.met: 是")
        {'state.gap': '缺口', 'state.met': '是'}
    """
    import yaml  # noqa: PLC0415 - as said above

    said: list[str] = []
    around: list[yaml.Event] = []
    for event in _events(text):
        if isinstance(event, yaml.ScalarEvent):
            said.append(event.value)
        elif isinstance(event, yaml.CollectionStartEvent | yaml.AliasEvent):
            around.append(event)
    if len(around) != 1 or not isinstance(around[0], yaml.MappingStartEvent):
        raise ValueError(around)
    return dict(zip(said[::2], said[1::2], strict=True))


def composed(text: str) -> yaml.Node | None:
    """Return the nodes of a YAML text, each with its line; None = the text is empty.

    Of two readers one may refuse what the other takes: the word of PyYAML's own stands, and so do its messages.

    Raises:
        yaml.YAMLError: It is not YAML; where, as PyYAML says it.
        RecursionError: It is deeper than anybody writes.
    """
    import yaml  # noqa: PLC0415 - as said above

    try:
        if _is_shallow(text):
            return yaml.compose(text, Loader=loader())
    except yaml.YAMLError:
        pass
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _is_shallow(text: str) -> bool:
    """Return whether libyaml may compose a text, told event by event: one that is too deep would end the process."""
    import yaml  # noqa: PLC0415 - as said above

    depth = 0
    for event in _events(text):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEP:  # and no further: what libyaml does at each level grows with their number
                return False
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return True


def _events(text: str) -> Iterator[yaml.Event]:
    """Yield the events of a text as ``yaml.parse`` does, which asks of each whether it is there before it takes it."""
    return iter(loader()(text).get_event, None)

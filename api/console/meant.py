"""What somebody may mean by a name that matches nothing: parts written without a slash, a part of a name, or a typo."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from api.console.asked import Asked
from api.console.run_together import read_apart
from api.console.searching import found_by

#: By field of a form, things that may be meant in it: the key of each, and what it is called.
Choices = dict[str, list[tuple[str, str]]]
#: At most this many things are offered.
_OFFERED = 12


def meant(asked: Asked, said: str, kinds: Collection[str]) -> list[tuple[str, str]]:
    """Return things that may be meant, each with what it is called: what is surest first.

    Args:
        asked: What the page is asked with.
        said: What somebody wrote.
        kinds: Kinds that may be meant; people are never offered so.
    """
    found = list(asked.names.matches(said, kinds))
    if not found:
        found = read_apart(asked.names, said, kinds)
    if not found:
        found = [key for key in found_by(asked, said, None) if key.rpartition("-")[0] in kinds]
    if not found:
        found = [key for name in asked.names.near(said, kinds) for key in asked.names.matches(name, kinds)]
    return [(key, asked.called(key)) for key in dict.fromkeys(found)][:_OFFERED]


def choices(asked: Asked, said: Mapping[str, str | None], kinds: Mapping[str, Collection[str]]) -> Choices:
    """Return, by field of a form, what may be meant by a name in it that means no one thing.

    Args:
        asked: What the page is asked with.
        said: By field, what somebody wrote.
        kinds: By field, the kinds that may be meant in it; a person is named in full.
    """
    found = {}
    for name, text in said.items():
        offered = [one for one in kinds.get(name, ()) if one != "person"]
        if text is not None and len(asked.names.matches(text, kinds.get(name, ()))) != 1:
            found[name] = meant(asked, text, offered)
    return found

"""The caption of every picture: the day, the revision, that it is working material, and who made it."""

from __future__ import annotations

from graph.network import Network
from graph.words import caption

#: Made-up names say so; so does a picture of them.
_MADE_UP = "演示"


def captioned(network: Network, lang: str = "zh", by: str = "") -> str:
    """Return the line below the title of a picture."""
    parts = [
        caption("picture.of", lang, day=network.date, revision=network.revision),
        caption("picture.internal", lang),
        caption("picture.sample", lang) if made_up(network) else "",
        caption("picture.by", lang, name=by) if by else "",
    ]
    return " · ".join(filter(None, parts))


def made_up(network: Network) -> bool:
    """Return whether a place in the network has an invented name."""
    return bool(network.rows.frame("place")["name"].str.contains(_MADE_UP, literal=True).any())

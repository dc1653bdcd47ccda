"""``linli export html``: the surroundings of a thing, to click through."""

from __future__ import annotations

from api.cli.exporting.wanted import Wanted


def write(wanted: Wanted) -> None:
    """Draw them and write the page."""
    from graph.pictures import surroundings

    asked = wanted.asked
    wanted.put(
        surroundings(
            asked.network, asked.rules, str(wanted.key), wanted.depth, lang=asked.lang, by=wanted.by,
            showing=asked.showing,
        )
    )  # fmt: skip

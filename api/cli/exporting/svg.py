"""``linli export svg``: the path up from a place, and the gaps on it."""

from __future__ import annotations

from api.cli.exporting.wanted import Wanted

_STARTS = 2000  # paths in one picture; more than that take their time, and nobody reads them


def write(wanted: Wanted) -> None:
    """Ask for the paths and the gaps that the picture shows, draw it and write it."""
    from api.asking import check_start
    from graph.errors import BadInput
    from graph.pictures import chain, starts_in
    from graph.questions import coverage, escalate
    from graph.viewing import named

    asked, key = wanted.asked, str(wanted.key)
    network, rules = asked.network, asked.rules
    check_start(network, key, asked.showing)
    place = int(network.view.anchor[network.row(key)])
    key = network.key(place) if place >= 0 else key
    starts = starts_in(network, key, wanted.depth) if place >= 0 else [key]
    if len(starts) > _STARTS:
        raise BadInput("picture_too_large", count=f"{len(starts):,}", limit=f"{_STARTS:,}")
    paths = [named(escalate(network, rules, start), asked.showing) for start in starts]
    widest = network.key(network.view.named_by(place)[-1])
    gaps = coverage(network.within(widest), rules, states=None)
    wanted.put(chain(network, rules, key, paths, gaps, lang=asked.lang, by=wanted.by))

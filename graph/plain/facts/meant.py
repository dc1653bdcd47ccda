"""Which places somebody means who writes a rule, plainly."""

from __future__ import annotations

from graph.plain.facts.nesting import Places
from graph.plain.facts.reading import Reading


def places_meant(reading: Reading, places: Places, said: str) -> list[str]:
    """Return the valid places that a key, else a code, else a path means, or the end of one place's path."""
    if reading.kind(said) == "place":
        return [said] if said in places.all else []
    coded = [key for key in reading.graph if reading.kind(key) == "place" and reading.fields(key)["code"] == said]
    if coded:
        return [place for place in coded if place in places.all]
    path = {place: places.path(place) for place in places.all}
    whole = [place for place in path if path[place] == said]
    ends = [place for place in path if path[place].endswith(f"/{said}")]
    return whole or (ends if len(ends) == 1 else [])

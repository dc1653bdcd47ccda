"""Which profile a place follows."""

from __future__ import annotations

from graph.plain.facts.nesting import Places
from graph.plain.facts.reading import Reading
from graph.rules import Profile, Rules


class Profiles:
    """The profile of a place is that of the nearest enclosing place that names one."""

    def __init__(self, reading: Reading, places: Places, rules: Rules) -> None:
        """Keep what to read from."""
        self._reading, self._places, self._rules = reading, places, rules

    def named(self, place: str) -> str | None:
        """Return the key of the profile that a place follows."""
        names = (self._reading.fields(above)["profile"] for above in self._places.enclosing(place))
        return next((str(name) for name in names if name is not None), None)

    def of(self, place: str) -> Profile | None:
        """Return the profile that a place follows; None if it follows none, or one that is not in force."""
        return self._rules.profiles.get(self.named(place) or "")

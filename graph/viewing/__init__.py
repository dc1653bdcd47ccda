"""Who looks, and what they see: the edge at which keys of people become names (SEMANTICS V1).

Networks, caches and answers hold no name, telephone or birth year. At the moment a row is shown,
a `Showing` turns keys into what its `Viewer` may see, by the sensitivity of each field::

    showing = Showing(owner("terminal", "coverage"), network)
    named(answer, showing).to_json()

``viewer`` says who looks, ``people`` reads the values kept apart, ``public`` tells whose name is for
everybody, ``showing`` joins them for one output, ``naming`` and ``events`` do it to answers and to
histories, and ``log`` writes down who was shown personal values before they are shown.
"""

from __future__ import annotations

from graph.viewing.blanks import Blanks, Unread, next_blank
from graph.viewing.events import seen_events, told_reason
from graph.viewing.log import Log, in_state, log_of
from graph.viewing.naming import named, named_document, named_together, nameless, unnamed
from graph.viewing.people import People
from graph.viewing.public import public_holders, public_posts
from graph.viewing.showing import Showing, is_person
from graph.viewing.viewer import Viewer, outsider, owner, user

__all__ = [
    "Blanks",
    "Log",
    "People",
    "Showing",
    "Unread",
    "Viewer",
    "in_state",
    "is_person",
    "log_of",
    "named",
    "named_document",
    "named_together",
    "nameless",
    "next_blank",
    "outsider",
    "owner",
    "public_holders",
    "public_posts",
    "seen_events",
    "told_reason",
    "unnamed",
    "user",
]

"""公示栏: who is in charge, with a public telephone, as it may hang on a wall for everybody (SEMANTICS F7)."""

from __future__ import annotations

from dataclasses import replace

from graph.forms.asked import Asked, below, place_said
from graph.forms.paper import Column, Paper, Sheet, Table
from graph.forms.seated import Seated, posts_inside
from graph.kinds import Sensitivity
from graph.network import Network
from graph.network.standing import standing
from graph.rules import Rules
from graph.viewing import Showing, public_posts

_HOME = "home"
_WIDTHS = {"place": 36, "unit": 26, "post": 16, "holder": 16, "phone": 18}


def wall(network: Network, rules: Rules, showing: Showing, asked: Asked) -> Paper:
    """Return the public posts of a place, whoever asks: what everybody may see, and nothing else.

    Of a post in somebody's home the entrance or building is told, and never the door.

    A post that is not public is not on it, not even as a vacant one; so nobody can tell that there is one. Nor is a
    public one of which neither who holds it nor a telephone is known.
    """
    everybody = Showing(replace(showing.viewer, where="file", sees=Sensitivity.OPEN), network)
    public = public_posts(network.tables(), network.date)
    posts = (post for post in posts_inside(network) if network.key(post) in public)
    seated = Seated(network, rules, everybody, posts, asked.lang)
    rows = []
    for post in seated.posts:
        holders, phone = "\n".join(map(seated.name, seated.held.get(post, ()))), seated.phone(post)
        if holders or phone:
            rows.append((_place(network, post), seated.unit(post), seated.role(post), holders, phone))
    columns = tuple(Column(asked.say(f"form.column.{name}"), width) for name, width in _WIDTHS.items())
    said = () if rows else (asked.say("forms.nothing"),)
    return Paper((_sheet(network, Table(columns, tuple(rows)), said, asked),))


def _place(network: Network, post: int) -> str:
    """Return where a post is, no nearer than the building or entrance; empty where that is nowhere."""
    at, levels = int(network.view.anchor[post]), network.rows.frame("place")["level"]
    if at >= 0 and levels[at] == _HOME:
        at = int(standing(network).parent[at])
    return below(network, at) if at >= 0 else ""


def _sheet(network: Network, table: Table, said: tuple[str, ...], asked: Asked) -> Sheet:
    """Return a sheet that says nothing of an office: where, the table, of which day, and room for a seal."""
    title = asked.say("form.wall.title")
    below_it = (asked.say("notice.as_of", day=network.date, revision=network.revision), asked.say("notice.sign"))
    return Sheet(asked.say("form.wall"), title, (place_said(network, asked.lang), *said), (table,), below_it)

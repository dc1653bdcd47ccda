"""花名册: who is in charge of a building, an entrance, a courtyard or a grid, a sheet a post (SEMANTICS F5)."""

from __future__ import annotations

from collections.abc import Iterator

from graph.facts import facts_of
from graph.forms.asked import Asked, places_below
from graph.forms.paper import Column, Paper, Said, Sheet, Table
from graph.forms.seated import Seated, posts_inside
from graph.kinds import Sensitivity
from graph.network import Network
from graph.network.standing import standing
from graph.pictures.called import Called
from graph.rules import Profile, Rules
from graph.viewing import Showing

_WIDER, _HOME = "community", "home"  # between these is what somebody is put in charge of
_WIDTHS = {"number": 6, "place": 36, "post": 16, "holder": 14, "note": 24, "phone": 18}
_PERSONAL = {"phone_own": 18, "birth_year": 10}


def roster(network: Network, rules: Rules, showing: Showing, asked: Asked) -> Paper:
    """Return who is in charge of what in a place; telephones and birth years of people only for who may see them."""
    by_role: dict[str, dict[int, list[int]]] = {}
    for post, places in _in_charge(network, rules).items():
        by_role.setdefault(str(network.rows.column("post", "role")[post]), {})[post] = places
    sheets = [_sheet(network, rules, showing, asked, posts) for posts in by_role.values()]
    return Paper(tuple(sheets) or (_sheet(network, rules, showing, asked, {}),))


def _in_charge(network: Network, rules: Rules) -> dict[int, list[int]]:
    """Return the posts in the place asked about that answer for something there, the widest first, each with what."""
    facts, view = facts_of(network, rules), network.view
    scopes, levels = facts.scopes("answers_for"), network.rows.frame("place")["level"]
    own = set(zip(*(rows.tolist() for rows in view.tied("answers_for")), strict=True))
    into = view.out("post_in").first()
    inside, found, widest = set(posts_inside(network)), dict[int, list[int]](), dict[int, int]()
    for post, place in zip(scopes.carrier.tolist(), scopes.place.tolist(), strict=True):
        at = int(into[post])
        itself = (post, place) in own or 0 <= at < view.places  # not as what its organisation answers for
        if post not in inside or not itself or (0 <= at < view.places and levels[at] == _HOME):
            continue
        if (rank := _rank(facts.profiles.find(place), levels[place])) is not None:
            found.setdefault(post, []).append(place)
            widest[post] = min(rank, widest.get(post, rank))
    low = standing(network).low
    return {
        post: sorted(found[post], key=lambda place: int(low[place]))
        for post in sorted(found, key=lambda post: (widest[post], post))
    }


def _rank(profile: Profile | None, level: str | None) -> int | None:
    """Return how deep a level is that lies between a community and a home; None for every other."""
    ranks = {} if profile is None else profile.level_rank
    rank = ranks.get(level or "")
    return None if rank is None or level == _HOME or rank <= ranks.get(_WIDER, -1) else rank


def _sheet(network: Network, rules: Rules, showing: Showing, asked: Asked, posts: dict[int, list[int]]) -> Sheet:
    seated = Seated(network, rules, showing, posts, asked.lang)
    private = showing.viewer.may_see(Sensitivity.PERSONAL)
    rows = [(at, *row) for at, row in enumerate(_rows(network, seated, posts, asked, private=private), 1)]
    columns = [
        Column(asked.say(f"form.column.{name}"), width, "center" if name == "number" else "left")
        for name, width in _WIDTHS.items()
    ]
    if private:
        columns += [Column(asked.say(f"form.column.{name}"), width, personal=True) for name, width in _PERSONAL.items()]
    name = Called(network, rules, asked.lang).what(seated.posts[0]) if posts else ""
    held = sum(bool(seated.held.get(post)) for post in posts)
    counted = asked.say("form.roster.counted", posts=len(posts), held=held) if posts else asked.say("forms.nothing")
    return asked.sheet(network, (Table(tuple(columns), tuple(rows)),), name, above=(counted,), landscape=private)


def _rows(
    network: Network, seated: Seated, posts: dict[int, list[int]], asked: Asked, *, private: bool
) -> Iterator[tuple[Said, ...]]:
    """Yield a row a seat and who sits in it; one row of a seat that nobody sits in."""
    apart = seated.apart() if private else {}
    for post in seated.posts:
        where = places_below(network, posts[post], asked.lang)
        sitting: list[int | None] = [*seated.held.get(post, ())] or [None]
        for tie in sitting:
            who = seated.empty(post) if tie is None else seated.name(tie)
            own = {} if tie is None else apart.get(tie, {})
            more = (str(own.get("phone") or ""), own.get("birth_year")) if private else ()
            yield (where, seated.role(post), who, seated.note(post), seated.phone(post), *more)

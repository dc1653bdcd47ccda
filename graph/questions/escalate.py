"""Who is next in line? The path up the chain for one home or thing, with everything passed over (SEMANTICS W8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.answers import Answer
from graph.calendar.moments import Moment, clean_moment, read_moment
from graph.facts import Facts, facts_of
from graph.facts.concerned import concerned_by, concerned_units
from graph.facts.ledger_around import NotInExcerptError
from graph.facts.left_behind import left_behind_in
from graph.facts.split_buildings import split_in
from graph.network import Network
from graph.questions.escalating.need import OfNeed, of_need
from graph.questions.escalating.rows import frames_of
from graph.questions.escalating.way import from_nowhere, from_place
from graph.rules import Rules
from graph.rules.limited import limit_of
from graph.walking.asked import Asked
from graph.walking.few_walks import facts_for_walk
from graph.walking.matter import Matter
from graph.walking.steps import sorted_issues
from graph.walking.walk import walk


def escalate(
    network: Network,
    rules: Rules,
    start: str,
    *,
    chain: str | None = None,
    category: str | None = None,
    about: str | None = None,
    since: Iterable[tuple[str, Moment | str]] | None = None,
    at: Moment | str | None = None,
    profile: str | None = None,
) -> Answer:
    """Return the path up from a home or thing: each step, who sits there, what was passed over, and the end.

    Args:
        network: Carriers, ties and listings of the whole of it count, whatever its *within*.
        rules: The profiles; the start follows the one of its nearest place that names one.
        start: Public key of a place, or of a thing, which stands for its anchor.
        chain: A chain of the profile; none = the category's, else every chain, one after the other.
        category: A category of the profile, by key or name.
        about: Public key of a person, organisation or post that the complaint is about; it never goes to them.
        since: Who was asked before, and when: public keys of posts and organisations, each with its day or moment.
            Whose limit is over is passed, as one that did not act (SEMANTICS W10). None = of a need whom its own steps
            asked; so are its category and whom it is about, where these are not said (SEMANTICS W13).
        at: As of which day or moment limits are judged; a day stands for its end. None = as the date begins.
        profile: Key of the profile whose chains are walked; none = that of the start's place, and where an organisation
            or post lies nowhere the one whose slots name the most units above it (SEMANTICS W15).

    Raises:
        NotFound: There is no such start, or nothing to complain about, on the date; or nothing that was asked.
        BadValue: What stands for a day or moment is none.
        NotAskable: The start follows no profile, lies nowhere and is led by nobody, or stands above the whole chain, or
            the profile has no such chain or category.
    """
    own = of_need(network, rules, start)
    row = network.row(start)
    asked = _Asked(start, row, chain, category, about, None if since is None else list(since), at, profile)
    before = own.since if asked.since is None else asked.since
    named = [network.row(one) for one in (about, own.about) if one is not None]
    named += [one for key, _ in before if (one := network.rows.row(key)) is not None]
    try:
        return _answer(network, facts_for_walk(network, rules, row, named), rules, asked, own)
    except NotInExcerptError:
        return _answer(network, facts_of(network, rules), rules, asked, own)


class _Asked(NamedTuple):
    """The arguments of an escalation, and the row of its start in the network that was asked."""

    start: str
    row: int
    chain: str | None
    category: str | None
    about: str | None
    since: Sequence[tuple[str, Moment | str]] | None
    at: Moment | str | None
    profile: str | None


def _answer(network: Network, facts: Facts, rules: Rules, asked: _Asked, own: OfNeed) -> Answer:
    """Return the answer, from facts over which the walk is the same as over the whole network."""
    handled = asked.category or own.category
    row = asked.row if facts.network.rows is network.rows else facts.network.row(asked.start)
    concerned = _concerned(facts, asked.about, own.about)
    place = int(facts.network.view.anchor[row])
    way = (from_place if place >= 0 else from_nowhere)(facts, rules, row, asked.chain, handled, asked.profile)
    code = None if handled is None else rules.vocabulary(way.profile.key).resolve("category", handled)
    told = [(key, read_moment(moment)) for key, moment in asked.since or ()]
    judged = None if asked.at is None else clean_moment(asked.at)
    limit = limit_of(way.profile, "take", code, own.priority)
    calendar = rules.calendar(way.profile.key)
    before = Asked(facts, calendar, limit, told if asked.since is not None else own.since, judged, own.dues)
    matter = Matter(rules.categories, code) if place >= 0 else None  # partners are found around a place
    walks = {
        one: walk(facts, way.profile, one, place, before, concerned, way.origin[one], matter) for one in way.chains
    }
    options = {
        "start": asked.start,
        "chain": asked.chain,
        "category": asked.category,
        "about": asked.about,
        "since": told or None,
        "at": judged,
        "profile": asked.profile,
    }
    lies = int(network.view.anchor[asked.row])
    return Answer(
        question="escalate",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: frames_of(facts, way.profile, walks, before, place),
        options={name: value for name, value in options.items() if value is not None},
        totals={"ends": {one: found.state for one, found in walks.items()}},
        issues=sorted_issues(
            [
                *(issue for found in walks.values() for issue in found.issues),
                *(left_behind_in(network, [lies], above=True) if lies >= 0 else ()),
                *(split_in(network, lies, itself=True) if lies >= 0 else ()),
            ]
        ),
    )


def _concerned(facts: Facts, about: str | None, own_about: str | None) -> frozenset[int]:
    if about is not None:
        return concerned_by(facts, facts.network.row(about))
    return frozenset() if own_about is None else concerned_units(facts, facts.network.row(own_about))

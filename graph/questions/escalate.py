"""Who is next in line? The path up the chain for one home or thing, with everything passed over (SEMANTICS W8)."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers import Answer
from graph.calendar.moments import Moment, clean_moment, read_moment
from graph.errors import NotAskable
from graph.facts import Facts, facts_of
from graph.facts.concerned import concerned_by, concerned_units
from graph.facts.left_behind import left_behind_in
from graph.facts.split_buildings import split_in
from graph.network import Network
from graph.questions.escalate_need import of_need
from graph.questions.escalate_rows import frames_of
from graph.rules import Profile, Rules
from graph.rules.limits import limit_of
from graph.walking.asked import Asked
from graph.walking.matter import Matter
from graph.walking.steps import sorted_issues
from graph.walking.walk import walk

#: From one of these the walk begins with its own leading tie (SEMANTICS W9).
_BEGIN = ("organisation", "post")


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

    Raises:
        NotFound: There is no such start, or nothing to complain about, on the date; or nothing that was asked.
        BadValue: What stands for a day or moment is none.
        NotAskable: The start follows no profile, lies nowhere or stands above the whole chain, or the profile has
            no such chain or category.
    """
    facts = facts_of(network, rules)
    own = of_need(facts.network, rules, start)
    handled = category or own.category
    place, concerned = _anchor(facts, start, about, own.about)
    profile = facts.profiles.of(place)
    chains = _chains(rules, profile, chain, handled)
    level = str(network.rows.frame("place")["level"][place])
    asked = [one for one in chains if not all(profile.starts_above(slot, level) for slot in profile.chains[one].slots)]
    if not asked:
        raise NotAskable("start_above", start=network.path(place), chain=", ".join(chains))
    origin = network.row(start)
    origin = origin if network.rows.kind_of(origin) in _BEGIN else -1
    code = None if handled is None else rules.vocabulary(profile.key).resolve("category", handled)
    told = [(key, read_moment(moment)) for key, moment in since or ()]
    judged = clean_moment(at)
    limit = limit_of(profile, "take", code, own.priority)
    calendar = rules.calendar(profile.key)
    before = Asked(facts, calendar, limit, told if since is not None else own.since, judged, own.dues)
    matter = Matter(rules.categories, code)
    walks = {one: walk(facts, profile, one, place, before, concerned, origin, matter) for one in asked}
    options = {
        "start": start,
        "chain": chain,
        "category": category,
        "about": about,
        "since": told or None,
        "at": judged,
    }
    return Answer(
        question="escalate",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: frames_of(facts, profile, walks, before),
        options={name: value for name, value in options.items() if value is not None},
        totals={"ends": {one: found.state for one, found in walks.items()}},
        issues=sorted_issues(
            [
                *(issue for found in walks.values() for issue in found.issues),
                *left_behind_in(network, [place], above=True),
                *split_in(network, place, itself=True),
            ]
        ),
    )


def _anchor(facts: Facts, start: str, about: str | None, own_about: str | None) -> tuple[int, frozenset[int]]:
    network = facts.network
    row = network.row(start)
    concerned: frozenset[int] = frozenset()
    if about is not None:
        concerned = concerned_by(facts, network.row(about))
    elif own_about is not None:
        concerned = concerned_units(facts, network.row(own_about))
    place = int(network.view.anchor[row])
    if place < 0:
        raise NotAskable("start_not_place", start=start)
    return place, concerned


def _chains(rules: Rules, profile: Profile, chain: str | None, category: str | None) -> list[str]:
    if chain is not None:
        if chain not in profile.chains:
            raise NotAskable("no_such_chain", found=chain, expected=", ".join(profile.chains))
        return [chain]
    if category is not None:
        handled = profile.handling(rules.vocabulary(profile.key).resolve("category", category))
        if handled is None:
            raise NotAskable("no_such_category", found=category, expected=", ".join(profile.categories))
        return [handled]
    return list(profile.chains)

"""What waits for somebody in a seat: todo, plainly."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import polars as pl

from graph.answers import Answer
from graph.answers.todo import ROWS, SOON, STALE, WHAT
from graph.answers.todo_said import waiting
from graph.errors import NotFound
from graph.plain.coverage import coverage
from graph.plain.facts.lives import Life
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.matching.meetings import lapsed, of_target
from graph.plain.orders import orders
from graph.rules import Rules
from graph.rules.workflow import Workflow
from graph.values.instant import day_in_shanghai, end_instant

_DAY = dt.timedelta(days=1)
_MAIN = ("accept", "dispatch", "take", "finish")


def todo(network: Readable, rules: Rules, seat: str) -> Answer:
    """Return what waits for a post, organisation, team or person, what is overdue first.

    Args:
        network: The whole of it counts, whatever its *within*; as of the end of its date.
        rules: The rules in force.
        seat: Public key of the post, organisation, team or person.
    """
    world = World.of(network, rules)
    if not world.reading.valid(seat):
        raise NotFound("no_such_thing", ref=seat, on=network.date.isoformat())
    somebody = _Somebody(world, seat)
    found = [*_needs(somebody), *_asks(somebody), *_terms(somebody), *_agreements(somebody), *_listings(somebody)]
    found += [*_orders(network, rules, somebody), *_gaps(network, rules, somebody)]
    rows = [{"count": 1, "place": None, "due": None, "norm": None, **one} for one in found]
    rows = [{**row, "overdue": row["due"] is not None and day_in_shanghai(row["due"]) < world.day} for row in rows]
    rows = [{**row, "sentence": waiting(row)} for row in rows]
    rows.sort(key=lambda row: (not row["overdue"], row["due"] or "~", WHAT.index(row["matter"]), row["thing"]["id"]))
    counted = Counter(row["matter"] for row in rows)
    return Answer(
        question="todo",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {"rows": pl.DataFrame(rows, schema=ROWS.schema, orient="row")},
        options={"seat": seat, "packs": None if rules.chosen is None else list(rules.chosen)},
        totals={"waits": {what: counted[what] for what in WHAT if counted[what]}},
    )


class _Somebody:
    """Who asks: whom they act for, what these give, and where they answer."""

    def __init__(self, world: World, seat: str) -> None:
        self.world = world
        reading = world.reading
        self.hats = {seat}
        waiting_ = [seat]
        while waiting_:
            one = waiting_.pop()
            ties = {"post": ("post_in",), "person": ("holds", "member_of")}.get(reading.kind(one), ())
            more = {other for tie in ties for other in reading.targets(one, tie)} - self.hats
            self.hats |= more
            waiting_ += more
        self.mine = self.hats | {offer for one in self.hats for offer in reading.targets(one, "gives")}
        answered = {place for one in self.hats for place in reading.targets(one, "answers_for")}
        self.area = {inside for place in answered for inside in world.places.inside(place)}

    def workflow(self, key: str) -> Workflow:
        """Which life a need or project has."""
        place = self.world.anchors.of(key)
        profile = None if place is None else self.world.profiles.of(place)
        return self.world.rules.workflow(profile.key if profile else None, self.world.reading.kind(key))

    def passes_on(self, key: str) -> bool:
        """Whether the nearest units that pass such needs on are theirs."""
        reading, place = self.world.reading, self.world.anchors.of(key)
        if place is None:
            return False
        forms = self.workflow(key).forms
        for around in self.world.places.enclosing(place):
            units = [unit for unit in reading.sources(around, "answers_for") if reading.kind(unit) == "organisation"]
            there = {unit for unit in units if reading.fields(unit)["form"] in forms}
            if there:
                return bool(there & self.hats)
        return False

    def thing(self, key: str) -> Cell:
        """A thing by id, name and kind."""
        fields = self.world.reading.fields(key)
        return {"id": key, "name": fields.get("name"), "kind": fields["kind"]}

    def place(self, key: str) -> Cell | None:
        """Where a need is told to be: of one in a home its building."""
        reading, place = self.world.reading, self.world.anchors.of(key)
        around = () if place is None else self.world.places.enclosing(place)
        told = next((one for one in around if reading.fields(one)["level"] != "home"), None)
        return None if told is None else {"id": told, "name": reading.fields(told)["name"]}


def _needs(somebody: _Somebody) -> Iterator[Cell]:
    world = somebody.world
    for key in world.reading.things("need", "project"):
        life = world.lives.of(key)
        if world.anchors.of(key) is None or life.ended:
            continue
        found = _waits(somebody, key, life)
        if found is not None:
            yield {"matter": found[0], "thing": somebody.thing(key), "place": somebody.place(key), "due": found[1]}


def _waits(somebody: _Somebody, key: str, life: Life) -> tuple[str, str | None] | None:
    day = somebody.world.day
    if life.state in ("finished", "reviewed"):
        if life.steps and life.rated is None and somebody.passes_on(key):
            return "rate", None if life.last_day_to_rate is None else end_instant(life.last_day_to_rate)
        return None
    theirs = life.has in somebody.mine
    if life.state == "suspended":
        over = life.until is not None and life.until <= day
        return ("resume", end_instant(life.until)) if over and life.until and (theirs or life.has is None) else None
    step = somebody.workflow(key).next(life.state)
    if step not in _MAIN:
        return None
    passed = life.has is None and step in ("accept", "dispatch") and somebody.passes_on(key)
    return (step, life.due) if theirs or passed else None


def _asks(somebody: _Somebody) -> Iterator[Cell]:
    world = somebody.world
    for key in world.reading.things("need", "project"):
        for source, tie in of_target(world, key):
            if tie["state"] != "asked" or lapsed(world, key, tie) or not world.reading.valid(source):
                continue
            theirs, life = source in somebody.mine, world.lives.of(key)
            if theirs and life.state == "dispatched" and life.has == source:
                continue  # it waits to be taken
            if not theirs and not somebody.passes_on(key):
                continue
            yield {
                "matter": "answer" if theirs else "awaited",
                "thing": somebody.thing(key if theirs else source),
                "place": somebody.place(key),
                "due": None if tie["reply_by"] is None else end_instant(tie["reply_by"]),
            }


def _terms(somebody: _Somebody) -> Iterator[Cell]:
    world = somebody.world
    for post in world.reading.things("post"):
        if world.anchors.of(post) not in somebody.area:
            continue
        for hold in world.reading.ties_to(post, "holds"):
            ends = hold.fields["term_ends"]
            if ends is not None and ends <= world.day + SOON * _DAY:
                thing = {"id": post, "name": called_post(world, post), "kind": "post"}
                yield {"matter": "term", "thing": thing, "due": end_instant(ends)}


def called_post(world: World, post: str) -> str:
    """Return what a post is called: by its own name, else by its role, with what it is in."""
    reading, place = world.reading, world.anchors.of(post)
    fields = reading.fields(post)
    words = world.rules.vocabulary(world.profiles.named(place) if place else None)
    name = fields["name"] or words.caption("role", fields["role"])
    at = [*reading.targets(post, "post_in"), *reading.targets(post, "answers_for")]
    return f"{reading.fields(at[0])['name']}//{name}" if at else str(name)


def _agreements(somebody: _Somebody) -> Iterator[Cell]:
    world = somebody.world
    for key in world.reading.things("agreement"):
        until = world.reading.fields(key)["until"]
        signed = somebody.hats & {*world.reading.sources(key, "party_to")}
        if (signed or world.anchors.of(key) in somebody.area) and until and until <= world.day + SOON * _DAY:
            yield {"matter": "agreement", "thing": somebody.thing(key), "due": end_instant(until - _DAY)}


def _listings(somebody: _Somebody) -> Iterator[Cell]:
    reading = somebody.world.reading
    every = [(key, fields) for key, fields in reading.graph.nodes(data=True) if fields.get("kind") == "listing"]
    for key in reading.things("listing"):
        fields = reading.fields(key)
        alike = [f["as_of"] for _, f in every if (f["selector"], f["within"]) == (fields["selector"], fields["within"])]
        old = fields["as_of"] + STALE * _DAY
        if fields["within"] in somebody.area and old < somebody.world.day and fields["as_of"] == max(alike):
            place = {"id": fields["within"], "name": reading.fields(fields["within"])["name"]}
            thing = {"id": key, "name": fields["selector"], "kind": "listing"}
            yield {"matter": "listing", "thing": thing, "place": place, "due": end_instant(old)}


def _orders(network: Readable, rules: Rules, somebody: _Somebody) -> Iterator[Cell]:
    for row in orders(_Whole(network), rules, states=("open", "reopened")).rows.iter_rows(named=True):
        if row["responsible"] is not None and row["responsible"]["id"] in somebody.hats:
            thing = {"id": row["order"], "name": row["subject"]["name"], "kind": "order"}
            due = None if row["due"] is None else end_instant(row["due"])
            yield {"matter": "order", "thing": thing, "due": due, "norm": row["norm"]}


def _gaps(network: Readable, rules: Rules, somebody: _Somebody) -> Iterator[Cell]:
    found: dict[str, list[Cell]] = {}
    for row in coverage(_Whole(network), rules, states=("gap",), evidence_cap=0).rows.iter_rows(named=True):
        responsible = row["responsible"]
        if responsible in somebody.hats and somebody.world.reading.kind(responsible) == "organisation":
            found.setdefault(row["norm"], []).append(row)
    for norm, rows in found.items():
        subject = rows[0]["subject"]
        name = called_post(somebody.world, subject["id"]) if subject["path"] is None else subject["path"]
        thing = {"id": subject["id"], "name": name, "kind": subject["kind"]}
        yield {"matter": "gap", "thing": thing, "count": len(rows), "norm": norm}


class _Whole:
    """A network asked about everything."""

    def __init__(self, network: Readable) -> None:
        self.date, self.revision, self.tables = network.date, network.revision, network.tables
        self.within_key = None

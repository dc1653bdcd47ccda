"""A small ledger that can be parted: two streets of a district, whose posts and homes are counted above them too."""

from __future__ import annotations

from graph.tables import Tables
from tests.casefile.gathered import Rows


def two_streets(*, offer: bool = False) -> Tables:
    """Return a district with two streets; each has a community with two homes, and a secretary who is known.

    Args:
        offer: Whether one haircut is offered in the whole district, which a need of the first community has claimed,
            while the second needs one too.
    """
    rows = Rows()
    district = rows.thing("place", "place-district", name="演示区", level="county", profile="suzhoulu")
    for name in ("one", "two"):
        street = rows.thing("place", f"place-street_{name}", name=f"演示{name}街道", level="street")
        rows.tie("part_of", street, district)
        community = rows.thing("place", f"place-community_{name}", name=f"演示{name}社区", level="community")
        rows.tie("part_of", community, street)
        for number in (1, 2):
            home = rows.thing(
                "place", f"place-home_{name}_{number}", name=f"{number}户", level="home", households=number
            )
            rows.tie("part_of", home, community)
        committee = rows.thing("organisation", f"organisation-{name}", name="演示党委", form="party_committee")
        rows.tie("answers_for", committee, community)
        post = rows.thing("post", f"post-{name}", role="secretary")
        rows.tie("post_in", post, committee)
        rows.tie("holds", rows.thing("person", f"person-{name}"), post)
        worker = rows.thing("post", f"post-worker_{name}", role="social_worker", vacant=True)
        rows.tie("answers_for", worker, community)
    if offer:
        _haircut(rows, district)
    return rows.tables()


def _haircut(rows: Rows, district: str) -> None:
    haircut = rows.thing("offer", "offer-haircut", name="演示理发", categories=["haircut"], capacity="1", period="year")
    rows.tie("gives", rows.thing("organisation", "organisation-barber", name="演示理发店"), haircut)
    rows.tie("serves", haircut, district)
    for name in ("one", "two"):
        need = rows.thing("need", f"need-{name}", name="演示理发", category="haircut")
        rows.tie("located_at", need, f"place-community_{name}")
    rows.tie("meets", haircut, "need-one", state="claimed")

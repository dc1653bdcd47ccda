"""The chain of a community on one sheet of A3: who is asked last is the outermost frame, the others stand within it.

As ``graph.pictures.chain`` it asks nothing, and shows the same paths; a seat with nobody below it becomes one line, so
that a community with hundreds of seats fits a sheet that can be read on a wall (SEMANTICS F34, F36).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from graph.answers import Answer
from graph.network import Network
from graph.network.standing import standing
from graph.pictures.called import Called
from graph.pictures.captioned import captioned
from graph.pictures.chain import Enclosing
from graph.pictures.findings import Findings
from graph.pictures.nesting import Block, Chip, Chips
from graph.pictures.page import Page
from graph.pictures.told import Telling
from graph.pictures.tree import Node, trees
from graph.rules import Profile, Rules
from graph.words import caption

_BOXES = 6000  # of one page; with more nobody waits for it
_FEW = 3  # places that one line names; what answers for more has a frame of its own
_FINE = ("met", "plain", "waived", "start")  # marks of which nobody has to do anything


def chain_page(
    network: Network,
    rules: Rules,
    key: str,
    paths: Sequence[Answer],
    coverage: Answer | None = None,
    *,
    lang: str = "zh",
    by: str = "",
) -> str:
    """Return an SVG drawing, as large as a sheet of A3 across has room for, of the paths up from the places in one.

    Args:
        network: The network that was asked; names are looked up in it.
        rules: The rules that were asked with.
        key: Public key of the place that the page is of.
        paths: Escalations of the places that ``seats_in`` names, people called as whoever reads the page may see.
        coverage: What is missing; its states colour the boxes.
        lang: ``zh`` or ``en``.
        by: Who made the page.

    Raises:
        BadInput: There are more boxes than a sheet has room for, even where they are only counted.
    """
    called = Called(network, rules, lang)
    place = network.row(key)
    profile = called.profile(place)
    page = Page(caption("picture.chain.title", lang, name=network.path(place)), captioned(network, lang, by), lang)
    if profile is None or not paths:
        return page.svg([Block("", caption("chain_page.nothing", lang))])
    findings = Findings(rules, coverage, lang)
    found = trees(paths, Enclosing(network, profile), lambda start: called.thing(network.row(start)), _BOXES)
    chains = [(Telling(called, findings, profile, name, briefly=True), name, roots) for name, roots in found.items()]

    def blocks(*, counted: bool) -> list[Block]:
        return [_chain(telling, profile, name, roots, lang, counted=counted) for telling, name, roots in chains]

    return page.svg(blocks(counted=False), lambda: blocks(counted=True))


def seats_in(network: Network, rules: Rules, key: str) -> list[str]:
    """Return the keys of the places from which a page of a place starts: the deepest that have, or should have, a seat.

    Those that something answers for, and those of the levels at which the profile expects a slot to be filled; one
    that encloses another is left out, since the path of that one leads through it. SEMANTICS F34.
    """
    view, place = network.view, network.row(key)
    profile = Called(network, rules).profile(place)
    if profile is None:
        return []
    slots = [slot for chain in profile.chains.values() for slot in chain.slots if slot.expected]
    expected = {level for slot in slots for level in slot.level}
    levels = network.rows.frame("place")["level"].to_list()
    chosen = np.isin(np.array([level or "" for level in levels])[: view.places], list(expected))
    targets = view.tied("answers_for")[1]
    chosen[targets[targets < view.places]] = True
    rows = np.flatnonzero(chosen & view.inside(place)[: view.places] & view.valid[: view.places])
    low = standing(network).low
    ordered = sorted(rows.tolist(), key=lambda row: int(low[row]))
    return [network.key(row) for row in ordered if view.inside(row)[rows].sum() <= 1]


def _chain(telling: Telling, profile: Profile, name: str, roots: Sequence[Node], lang: str, *, counted: bool) -> Block:
    """Return a chain as a frame: how many there are in each slot, and in it the ends of its paths."""
    told: list[str] = []
    nodes = [node for root in roots for _, node in root.walked()]
    for slot in reversed(profile.chains[name].slots):
        steps = sum(node.sort == "step" and node.row["slot"] == slot.key for node in nodes)
        passed = [node for node in nodes if node.sort == "passed" and node.row["slot"] == slot.key]
        places = len({place for node in passed for place in node.places})
        title = str(getattr(slot.title, lang))
        code = "chain_page.slot_passed" if places else "chain_page.slot"
        told.append(caption(code, lang, slot=title, count=steps, passed=places))
    inside = tuple(_block(telling, root, lang, counted=counted) for root in roots)
    title = str(getattr(profile.chains[name].title, lang))
    return Block("", title, (caption("chain_page.then", lang).join(told),), (), inside)


def _block(telling: Telling, node: Node, lang: str, *, counted: bool) -> Block:
    """Return a box with all that stands below it; where a path starts is not drawn, since the box above says where."""
    box = telling.box(node)
    below = [one for one in node.below.values() if one.sort != "start"]
    leaves = [one for one in below if _is_line(one)]
    inside = tuple(_block(telling, one, lang, counted=counted) for one in below if not _is_line(one))
    return Block(box.mark, box.title, box.lines, tuple(_lines(telling, leaves, lang, counted=counted)), inside)


def _is_line(node: Node) -> bool:
    below = any(one.sort != "start" for one in node.below.values())
    return not below and node.sort in ("step", "passed") and len(node.places) <= _FEW


def _lines(telling: Telling, nodes: Sequence[Node], lang: str, *, counted: bool) -> Iterator[Chips]:
    """Yield seats with nobody below them, those of a slot together; counted, only those to look at."""
    for slot, found in groupby(sorted(nodes, key=telling.slot), key=telling.slot):
        alike = list(found)
        chips = [Chip(box.mark, box.title) for box in map(telling.short, alike)]
        shown = [one for one in chips if not counted or one.mark not in _FINE]
        heading = caption("chain_page.slot", lang, slot=slot, count=len(alike))
        if len(shown) < len(chips):
            fine = caption("chain_page.counted", lang, count=len(chips) - len(shown))
            heading = caption("picture.named", lang, text=heading, note=fine)
        yield Chips(heading, tuple(shown))

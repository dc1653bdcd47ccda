"""A partner's own page: what it was asked, has claimed and could do, what it offers; and nothing else (SEMANTICS M42).

What is shown are the lines of the partner's workbook, and a form names one by its number: no id of a need leaves.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Response

from api.access import Account
from api.console.asked import Asked
from api.console.downloads import sheets_as_file
from api.console.list_sheets import sheet_of
from api.console.match_steps import step_said
from api.console.page import Page, page_router
from api.console.seeing import see
from api.console.sent import Sent, SentForm, said_of
from api.errors import BadParameter, status_of
from api.rendering.lists import ListBook
from api.routes.writing import carried_out_on
from api.serving import tellable
from api.whoami import user
from graph.errors import BadInput, LinliError
from graph.forms import AnswerSheet
from graph.life.mirrored import taken_in_life
from graph.network import Network
from graph.rules import Rules
from graph.steps.asked import Taken
from graph.viewing import Showing, outsider
from loaders.lists.boxes import PARTNERS, Box, boxes_of, sheet_of_boxes
from loaders.lists.layout import heads_of
from loaders.lists.listed import Listed

router = page_router()
PAGE = Page("/partner", "partner", router, menu=False, partners=True)

#: What a partner may do with a line, by the state that the line is in.
ACTS = {"asked": ("claim", "decline"), "open": ("claim", "decline"), "claimed": ("done",)}
_SECTIONS = tuple(ACTS)
#: What a line may say; what it does not is empty.
_BLANK = dict.fromkeys(head.name for head in heads_of("asks"))
#: What may be said with each.
SAYS = {"claim": ("quantity", "delivery"), "decline": ("reason",), "done": ("quantity", "delivery")}


@router.get("/partner")
def partner(asked: Annotated[Asked, Depends()]) -> Response:
    """Show what a partner sees."""
    return _page(asked)


@router.post("/partner")
def act(asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Claim, decline or finish what stands in a line, as the partner whose account it is."""
    own = _own(asked.account)
    try:
        return see(asked, "/partner", [_taken(asked, own, sent)])
    except LinliError as error:
        return _page(asked, sent, error if isinstance(error, BadParameter) else BadInput("partner_refused"))


def _own(account: Account) -> str:
    """Return the organisation of a partner's account.

    Raises:
        BadInput: It is an account of the office, which takes steps on the page of the need.
    """
    if account.partner is None:
        raise BadInput("partner_alone")
    return account.partner


def _page(asked: Asked, sent: Sent | None = None, error: LinliError | None = None) -> Response:
    of = asked.said("of") if asked.account.partner is None else None
    key = asked.account.partner or (None if of is None else asked.key(of, PARTNERS))
    boxes = [] if key is None else _boxes(asked.whole, asked.rules, key)
    offers = None if key is None else _offers(asked, key)
    form = asked.said("as")
    if form is not None and key is not None and offers is not None:
        return sheets_as_file(asked, asked.say("page.partner"), [_asks(asked, boxes), offers], form)
    return asked.framed(
        "partner.html",
        name="partner" if asked.account.partner is not None else "needs",
        status=200 if error is None else status_of(error),
        wrong=said_of(error, asked.lang),
        sent=sent or Sent({}),
        key=key,
        called="" if key is None else asked.whole.name(asked.whole.row(key)) or asked.called(key),
        sections=[(name, [one for one in boxes if one.state == name]) for name in _SECTIONS],
        blank=_BLANK,
        acts=ACTS,
        says=SAYS,
        offers=offers,
        acting=asked.account.partner is not None,
        revision=asked.served.revision.number,
    )


def _boxes(network: Network, rules: Rules, partner: str) -> list[Box]:
    return boxes_of(network.within(None), rules, partner)


def _book(asked: Asked, partner: str | None = None) -> tuple[ListBook, Showing]:
    """Return what calls things as somebody of the partner may see them, whoever looks."""
    showing = Showing(outsider("GET /partner"), asked.whole)
    return ListBook("partner", asked.whole, asked.rules, asked.names, showing, user(), partner), showing


def _asks(asked: Asked, boxes: list[Box]) -> AnswerSheet:
    book, _ = _book(asked)
    return sheet_of(asked, "asks", sheet_of_boxes("asks", boxes, book.called).lines)


def _offers(asked: Asked, partner: str) -> AnswerSheet:
    book, showing = _book(asked, partner)
    lines = Listed(asked.whole, asked.rules, showing, book.called).sheet("own_offers", partner).lines
    return sheet_of(asked, "own_offers", lines, linked=False)


def _taken(asked: Asked, own: str, sent: Sent) -> str:
    """Take the step of a line, and return what came of it in words that tell no more than the line did.

    Raises:
        BadParameter: A number or a day is none.
        LinliError: The line is not there, or the step is not possible; why would tell of others.
    """
    on = asked.on
    shown = tellable(asked.live.at(sent.expected).network(on))
    box = next((one for one in _boxes(shown, asked.rules, own) if one.id == sent.said("line")), None)
    step = sent.said("step")
    if box is None or step not in ACTS[box.state]:
        raise BadInput("partner_refused")
    wanted = step_said(asked, sent, box.demand, box.source)

    def judged(network: Network, rules: Rules) -> Taken:
        return taken_in_life(network, rules, wanted)

    said = {"step": step, "demand": box.demand, "source": box.source}
    made, _, _ = carried_out_on(asked.live, on, judged, said, expected=None, dry_run=False)
    cells = box.cells
    return asked.say(
        f"partner.did.{step}",
        demand=cells["demand"],
        quantity=made.tie["quantity"] or 1,
        unit=cells.get("unit") or "",
    )

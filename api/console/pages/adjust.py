"""换人与调整: the weekly work as forms; what each would do is shown before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Response

from api.console.adjusting.forms import fields_of_work, offering, said_in, works_with
from api.console.adjusting.looking import Look, Work
from api.console.asked import Asked
from api.console.page import WRITERS, Page, page_router
from api.console.remembered import remembered_in
from api.console.searching import found_by, hits_of
from api.console.seeing import see
from api.console.sent import Sent, SentForm
from api.console.writing import changed_since
from api.errors import BadParameter
from api.languages import language_of
from api.problems import problem_document
from graph.adjusting.asking import adjustment_of
from graph.adjusting.register import ADJUSTMENTS, Adjustment
from graph.errors import LinliError, NotFound, StaleRevision

router = page_router()
PAGE = Page("/adjust", "adjust", router, roles=WRITERS)
_REFUSED, _MEANWHILE = 422, 409
#: At most this many of the things found are offered.
_OFFERED = 12


@router.get("/adjust")
def adjust(asked: Annotated[Asked, Depends()]) -> Response:
    """Show what can be done, or what can be done with one thing."""
    said = asked.said("thing")
    thing = None if said is None else asked.key(said)
    q = asked.said("q")
    works = works_with(thing.rpartition("-")[0]) if thing is not None else ()
    found = [] if q is None else found_by(asked, q, None)
    hits = hits_of(asked, found[:_OFFERED])
    return asked.framed(
        "adjust.html",
        name="adjust",
        thing=thing,
        works=works,
        q=q,
        hits=hits,
        more=len(found) - len(hits),
        everything=list(ADJUSTMENTS.values()),
    )


@router.get("/adjust/{work}")
def form(work: str, asked: Annotated[Asked, Depends()]) -> Response:
    """Show the form of one piece of work, filled with what the address says."""
    return _form(asked, adjustment_of(work), None)


@router.post("/adjust/{work}")
def sent(work: str, asked: Annotated[Asked, Depends()], form: SentForm) -> Response:
    """Show what a piece of work would do; where that was confirmed, write it.

    Where somebody changed the same things meanwhile, or something else is foretold by then, it is shown again.
    """
    adjustment = adjustment_of(work)
    if (before := _sent_before(asked, adjustment, form)) is not None:
        return see(asked, f"/changes/{before}", [asked.say("adjust.done_before", revision=before)])
    try:
        doing = Work(adjustment, said_in(adjustment, form), form.day("day") or asked.on, form.said("reason"))
        look = doing.looked_at(asked)
        confirmed = form.said("digest")
        if confirmed is None:
            return _form(asked, adjustment, form, look)
        if confirmed != look.digest or changed_since(asked, form.expected, look.about):
            return _form(asked, adjustment, form, look, status=_MEANWHILE)
        revision = doing.write(asked, look.base)
    except StaleRevision:
        return _form(asked, adjustment, form, doing.looked_at(asked), status=_MEANWHILE)
    except LinliError as error:
        return _form(asked, adjustment, form, error=error, status=_REFUSED)
    if revision is None:
        return see(asked, "/adjust", [asked.say("adjust.nothing_new")])
    if (newest := asked.live.store.revision()).number == revision:
        remembered_in(asked.request.app.state).form_wrote(asked.account.name, _marked(adjustment, form), newest)
    return see(asked, f"/changes/{revision}", [asked.say("adjust.done", revision=revision)])


def _sent_before(asked: Asked, work: Adjustment, form: Sent) -> int | None:
    """Return the newest revision where this very form wrote it, as when its button was pressed twice; else None."""
    if form.said("digest") is None:
        return None
    newest = asked.live.store.revision()
    wrote = remembered_in(asked.request.app.state).written_by(asked.account.name, _marked(work, form))
    return newest.number if wrote == newest else None


def _marked(work: Adjustment, form: Sent) -> str:
    return form.mark(["day", "reason", "expected", "digest", *(one.name for one in work.options)]) + work.name


def _form(
    asked: Asked,
    work: Adjustment,
    sent: Sent | None,
    look: Look | None = None,
    *,
    error: LinliError | None = None,
    status: int = 200,
) -> Response:
    fields = fields_of_work(asked, work, asked.said if sent is None else sent.said)
    if isinstance(error, NotFound):
        fields = offering(asked, fields)
    path, titles = asked.request.url.path, {one.name: one.title for one in fields}
    if isinstance(error, BadParameter) and error.params.get("parameter") in titles:  # called as the form calls it
        error = BadParameter(error.code, **{**error.params, "parameter": titles[error.params["parameter"]]})
    problem = None if error is None else problem_document(error, language_of(asked.request), path, page=True)
    said = asked.said if sent is None else sent.said
    meanwhile = status == _MEANWHILE and sent is not None
    return asked.framed(
        "adjusting.html",
        name="adjust",
        status=status,
        work=work,
        fields=fields,
        day=said("day") or asked.on.isoformat(),
        reason=said("reason") or "",
        look=look,
        problem=problem,
        meanwhile=meanwhile,
        changed=changed_since(asked, sent.expected, look.about) if meanwhile and sent and look else (),
        held=_held(asked, said("seat")),
        alike=_alike(asked, work, said) if look is not None else [],
    )


def _alike(asked: Asked, work: Adjustment, said: Callable[[str], str | None]) -> list[tuple[str, str, dict[str, str]]]:
    """Return people of the name that was written, where each lives, and what asks for the same with that person.

    Who is not around the seat is not taken for who is meant (SEMANTICS K12): whoever looks chooses.
    """
    name = said("name")
    if name is None or said("person") is not None or work.part("person") is None:
        return []
    keys = [key for key in asked.names.people(name) if asked.whole.rows.row(key) is not None][:_OFFERED]
    asked.showing.names(keys)
    parts = {one.name: value for one in work.options if one.name != "name" and (value := said(one.name))}
    parts |= {one: value for one in ("day", "reason") if (value := said(one))}
    posts = {key: [asked.called(asked.whole.key(int(one))) for one in _posts(asked, key)] for key in keys}
    return [(asked.called(key), asked.say("home.listed").join(posts[key]), {**parts, "person": key}) for key in keys]


def _posts(asked: Asked, person: str) -> Any:
    return asked.whole.view.out("holds").of(asked.whole.row(person))


def _held(asked: Asked, seat: str | None) -> list[tuple[str, str]]:
    """Return who sits in the seat now."""
    row = None if seat is None else asked.whole.rows.row(seat)
    if row is None or not asked.whole.view.valid[row]:
        return []
    people = [asked.whole.key(int(one)) for one in asked.whole.view.into("holds").of(row)]
    asked.showing.names(people)
    return [(one, asked.called(one)) for one in people]

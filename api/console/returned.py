"""Forms that came back, sent to 一表通: kept while who sent one looks at it, so that it need not be sent twice."""

from __future__ import annotations

from datetime import date

from api.console.asked import Asked
from api.console.importing.staging import Staged, Staging
from api.rendering.form_back import CameBack, came_back
from api.rendering.form_book import FormBook
from api.rendering.form_recorded import Recorded, recorded
from api.routes.requested import RequestedWithin, showing_of
from api.whoami import by_whom
from loaders.filling.book import check_blank
from loaders.filling.plan import read_plan
from loaders.readers import reading_once


def returned_of(asked: Asked) -> Staging:
    """Return where such forms are kept; of each the form itself comes first, then its map."""
    found: Staging = asked.request.app.state.returned
    return found


def looked_at(asked: Asked, staged: Staged) -> CameBack:
    """Return what differs in a form that came back, as far as whoever asks may know.

    Raises:
        BadInput: It cannot be read, or was not filled here.
    """
    form, said = staged.paths
    with reading_once():
        check_blank(form)
        plan = read_plan(said)

        def book(on: date, revision: int | None) -> FormBook:
            then = RequestedWithin(asked.request, asked.live, on.isoformat(), revision, asked.within)
            showing = showing_of(asked.request, then.network)
            return FormBook(plan, then.network, then.rules, then.names, showing, lang=asked.lang)

        return came_back(form, book)


def put_down(asked: Asked, staged: Staged) -> Recorded:
    """Record the numbers of a form as figures, by whoever is signed in and within what they may write.

    Raises:
        StaleRevision: Somebody committed since the form was looked at.
    """
    live, found = asked.live, looked_at(asked, staged)
    with live.importing:
        by = by_whom(asked.account.name or None)
        made = recorded(found, live.store, by=by, rules=live.rules, expected=staged.base)
    live.refresh()  # who wrote it sees it at once
    return made

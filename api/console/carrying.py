"""A plan on a page carried out as far as somebody confirms, and undone from its end (SEMANTICS K48)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.console.asked import Asked
from api.console.importing.staging import Staged, Staging
from api.console.planned import PlanPage, laid_out, with_carried
from api.console.writing import by
from api.errors import BadParameter
from api.planning import Written, all_understood
from api.routes.planned import plan_carried
from api.routes.undoing import reversal_for


def carry_out_to(asked: Asked, staging: Staging, staged: Staged, page: PlanPage, last: int | None) -> PlanPage:
    """Write the lines of a plan up to a number, and return what is told of it then; None = all of them.

    Raises:
        BadInput: A line of these cannot be done; none is written. Or one could not be written: those before it are.
        NoSuchPage: Somebody carries it out just now.
    """
    part = page if last is None else laid_out(asked, staged, last)
    all_understood(part.one.laid)
    staged = staging.claim(staged.account, staged.id, staged.digest)
    done = list(page.carried)
    try:
        _, same = plan_carried(asked.live, part.one, by(asked), page.begun, done.append)
    finally:
        staging.put_back(with_carried(staged, done))
    return replace(page, carried=tuple(done), same=same)


def undo_last(asked: Asked, staging: Staging, staged: Staged, revision: int | None) -> tuple[Written, int]:
    """Undo the last line that was written, by a new revision; return which, and that revision.

    Args:
        asked: The page.
        staging: The files that wait.
        staged: The plan.
        revision: The revision that somebody means to undo: that of its last line.

    Raises:
        BadParameter: It is not that of the last line that was written.
        BadChange: Something builds on it.
    """
    carried: Sequence[Written] = staged.options.get("carried", ())
    at = max((at for at, one in enumerate(carried) if one.revision is not None), default=None)
    if at is None or (last := carried[at]).revision is None or last.revision != revision:
        raise BadParameter("plan_not_last", parameter="revision", found=revision or "—")
    staged = staging.claim(staged.account, staged.id, staged.digest)
    try:
        with asked.live.importing:
            changes = reversal_for(asked.request, asked.live.store, last.revision, by(asked))
            made = asked.live.store.commit(changes).number
        staged = with_carried(staged, carried[:at])
    finally:
        staging.put_back(staged)
    asked.live.refresh()
    return last, made

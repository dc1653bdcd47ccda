"""The questions that there are, in the order in which they are listed: whoever needs the list reads it here."""

from __future__ import annotations

from graph.answers import (
    audit,
    bulletin,
    cobuilding,
    coverage,
    duplicates,
    escalate,
    match,
    monthly,
    needs,
    orders,
    reconcile,
    served,
    site,
    terms,
    todo,
)
from graph.answers.question import Question
from graph.errors import NotFound
from graph.words.listed import Listed

QUESTIONS: dict[str, Question] = {
    one.name: one
    for one in (
        coverage.QUESTION,
        reconcile.QUESTION,
        escalate.QUESTION,
        audit.QUESTION,
        match.QUESTION,
        cobuilding.QUESTION,
        needs.QUESTION,
        monthly.QUESTION,
        bulletin.QUESTION,
        todo.QUESTION,
        terms.QUESTION,
        duplicates.QUESTION,
        orders.QUESTION,
        served.QUESTION,
        site.QUESTION,
    )
}


def question_named(name: str) -> Question:
    """Return a question.

    Raises:
        NotFound: There is none of that name.

    Example:
        >>> question_named("audit").rows.key
        ('chain', 'cause', 'slot', 'place')
    """
    if name not in QUESTIONS:
        raise NotFound(ref=name, candidates=Listed(QUESTIONS))
    return QUESTIONS[name]

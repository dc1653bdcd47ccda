"""Every address that can be read, with everything that it can be asked about: no list of addresses is kept here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Route

from api.console.downloads import FORMS
from graph.adjusting.register import ADJUSTMENTS
from graph.answers.options import Holds
from graph.answers.question import Question
from graph.answers.register import QUESTIONS

#: What a question that must be told something is told, by what the option holds; a reference is asked about each.
_SAID = {Holds.CHAIN: "party", Holds.CATEGORY: "facilities", Holds.LEVEL: "community", Holds.DAY: "2024-10-31"}

#: What is the same whoever asks, and long.
_NEVER = ("/openapi.json",)
#: What is no page of the ledger, so that nothing of it comes as a file.
_NO_PAGES = ("/v1/", "/docs", "/login", "/logout", "/assets")


def readable(app: FastAPI) -> list[str]:
    """Return the paths of every GET address of a service, its pages among them."""
    routes = (one for one in _all(app.routes) if isinstance(one, Route | APIRoute))
    return sorted({one.path for one in routes if "GET" in (one.methods or ())})


def _all(routes: Sequence[BaseRoute]) -> Iterator[BaseRoute]:
    for one in routes:
        yield one
        inner = getattr(one, "original_router", one)  # how FastAPI keeps what was included
        yield from _all(getattr(inner, "routes", None) or ())


def addresses(app: FastAPI, keys: Sequence[str]) -> Iterator[str]:
    """Yield every address, about each of some things where it is about one; always also about nothing."""
    for path in readable(app):
        if path in _NEVER:
            continue
        if "{which}" in path:
            for question in QUESTIONS.values():
                asked = list(_asking(path.replace("{which}", question.name), question, keys))
                yield from (*asked, *(with_more(one, form) for one in asked[-1:] for form in FORMS))
        elif "{work}" in path:
            yield from (path.replace("{work}", work) for work in ADJUSTMENTS)
        elif "{number}" in path:
            yield from (path.replace("{number}", str(number)) for number in range(2))
        elif "{" in path:
            yield from (re.sub(r"\{[^}]*\}", key, path) for key in keys)
        elif path.startswith("/v1/") and path.rpartition("/")[2] in QUESTIONS:
            yield from _asking(path, QUESTIONS[path.rpartition("/")[2]], keys)
        else:
            yield path
            if not path.startswith(_NO_PAGES):
                yield from (with_more(path, form) for form in FORMS[:2])


def with_more(address: str, form: str) -> str:
    """Return the address of what stands on a page, as a file."""
    return f"{address}{'&' if '?' in address else '?'}as={form}"


def _asking(path: str, question: Question, keys: Sequence[str]) -> Iterator[str]:
    """Yield an address of a question, bare, and about each of some things in each way that it can be."""
    must = {
        one.word: one.states[0] if one.holds is Holds.ONE_OF else _SAID.get(one.holds)
        for one in question.options
        if one.required and one.shown
    }
    references = [one.word for one in question.options if one.holds is Holds.REFERENCE and one.shown]
    if None not in must.values():
        yield _with(path, must)
    for word in [*references, "within"]:
        for key in keys:
            yield _with(path, {**{one: value or key for one, value in must.items()}, word: key})


def _with(path: str, said: dict[str, Any]) -> str:
    return f"{path}?{urlencode(said)}" if said else path

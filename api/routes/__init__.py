"""The addresses of the service: one file a family."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import (
    accepting,
    adjusting,
    exports,
    filling,
    health,
    imports,
    jobs,
    lists,
    log,
    metrics,
    needs,
    orders,
    plans,
    resolving,
    revisions,
    rules,
    steps,
    things,
    undoing,
)
from api.routes.questions import router_of
from graph.answers.register import QUESTIONS


def routers() -> tuple[APIRouter, ...]:
    """Return the addresses, those of the questions first."""
    others = (
        things,
        lists,
        exports,
        jobs,
        filling,
        imports,
        resolving,
        needs,
        steps,
        accepting,
        orders,
        adjusting,
        plans,
        rules,
        revisions,
        undoing,
        health,
        metrics,
        log,
    )
    return (router_of(QUESTIONS), *(one.router for one in others))

"""The addresses of the service: one file a family."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import health, imports, questions, revisions, rules, things

ROUTERS: tuple[APIRouter, ...] = (
    questions.router,
    things.router,
    imports.router,
    rules.router,
    revisions.router,
    health.router,
)

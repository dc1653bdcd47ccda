"""What the API's description says of responses: their models, and the problems that may come instead.

Responses are not made from the models: they are the bytes that ``--json`` prints. A test holds the two
together.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from pydantic import BaseModel

from api.problems import MEDIA

_READING = (404, 409, 410, 421, 422, 500, 503)
_WRITING = (403, 413, 415, 507)
_MODIFIED = {304: {"description": "What the asker has (`If-None-Match`) is still right"}}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the description of problems of these statuses."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": {MEDIA: {"schema": schema}}}
        for status in statuses
    }


#: What any address may answer, and one that takes files besides.
PROBLEMS = problems(*_READING)
WRITING_PROBLEMS = problems(*_WRITING)


def described(model: type[BaseModel]) -> dict[str, Any]:
    """Return what a route says of its document."""
    return {"response_model": model, "responses": _MODIFIED}

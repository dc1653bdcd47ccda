"""What the API's description says of responses: their documents by name, and the problems that may come instead.

Responses are not made from models: they are the bytes that ``--json`` prints. A test holds the two together. So models
are only named here, and found when somebody asks for the description (``api/description.py``): if FastAPI were told of
them, it would make what reads each of their fields whenever a service begins.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from api.problems import MEDIA

_JSON = "application/json"
_READING = (404, 409, 410, 421, 422, 500, 503)
_WRITING = (403, 413, 415, 507)
_MODIFIED = {304: {"description": "What the asker has (`If-None-Match`) is still right"}}


def document(name: str, media: str = _JSON) -> dict[str, Any]:
    """Return the description of what is sent: a document of a model, by the name of that.

    Example:
        >>> document("Health")
        {'application/json': {'schema': {'$ref': '#/components/schemas/Health'}}}
    """
    return {media: {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def returned(name: str, said: str = "Successful Response") -> dict[str, Any]:
    """Return the description of a response with a document."""
    return {"description": said, "content": document(name)}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the description of problems of these statuses."""
    return {
        status: {"description": HTTPStatus(status).phrase, "content": document("Problem", MEDIA)} for status in statuses
    }


#: What any address may answer, and one that takes files besides.
PROBLEMS = problems(*_READING)
WRITING_PROBLEMS = problems(*_WRITING)


def described(name: str) -> dict[str, Any]:
    """Return what a route says of its document."""
    return {"responses": {200: returned(name), **_MODIFIED}}

"""Forms of pages as a browser fills and sends them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from tests.api.http.conftest import TestClient


@dataclass
class Form:
    """A form of a page: where it is sent, and what its fields hold."""

    action: str
    fields: dict[str, str]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(said.get("action", ""), {}) if said.get("method") == "post" else Form("", {}))
        elif self.found and said.get("name") and tag in ("input", "select", "textarea", "button"):
            if said.get("type") == "checkbox" and "checked" not in said:
                return
            self.found[-1].fields.setdefault(said["name"], said.get("value", ""))


def forms(html: str, **fields: str) -> list[Form]:
    """Return the forms of a page that write and whose fields hold what is said."""
    parser = _Forms()
    parser.feed(html)
    return [one for one in parser.found if one.action and fields.items() <= one.fields.items()]


def send(http: TestClient, form: Form, **more: str) -> tuple[int, str]:
    """Send a form with more in it, and return the status of where it leads, and the text there."""
    response = http.post(unescape(form.action), data={**form.fields, **more}, follow_redirects=False)
    while response.status_code == 303:  # work that is done already leads on
        response = http.get(response.headers["location"])
    return response.status_code, response.text


def text_of(html: str) -> str:
    """Return what a page says, without its elements."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())

"""``python -m tests.benchmarks.workers [SECONDS]``: two services over one file, beside two writers and twenty readers.

Each is a process of its own (see ``crowd``). Meanwhile people ask both in turns: whether a service ever goes back to an
older revision, how often who changes from one to the other sees an older one, and for how long. Then a session that
began at one is shown to the other, ended there and shown to the first again; so is a token, and who was shut out.
"""

from __future__ import annotations

import json
import re
import sys
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter
from urllib.parse import urlencode

import numpy as np
from rich.console import Console

from api.access import Account, Role
from api.access.file import AccessFile, access_path
from api.access.tokens import new_token
from api.access.users import add_user, revoke
from graph.stores import open_store
from tests.benchmarks.crowd import SECONDS, together
from tests.benchmarks.served import loaded, running

NAME, PASSWORD = "演示甲", "演示密码甲乙丙丁戊己"
PEOPLE = 4
_CONSOLE = Console(width=120, highlight=False)


class Person(Thread):
    """Somebody who asks two services in turns which revision they serve, until it is over."""

    def __init__(self, addresses: list[str], token: str, over: Event) -> None:
        super().__init__()
        self.took: list[float] = []
        self.wrong: list[str] = []
        self.behind: list[float] = []
        self.seen = 0
        self._addresses, self._token, self._over = addresses, token, over

    def run(self) -> None:
        """Ask one after the other; who is behind the other is asked until it is not."""
        asked = [HTTPConnection(one, timeout=60) for one in self._addresses]
        newest, since = [0] * len(asked), dict[int, float]()
        while not self._over.wait(0.02):
            for at, connection in enumerate(asked):
                begun = perf_counter()
                try:
                    response = _healthz(connection, self._token)
                except ConnectionError:  # who is kept waiting for five seconds is disconnected, and comes again
                    connection.close()
                    response = _healthz(connection, self._token)
                told = json.loads(response.read())
                self.took.append(perf_counter() - begun)
                if response.status != 200:
                    self.wrong.append(f"{response.status} {told.get('code')}")
                    continue
                if told["revision"] < newest[at]:
                    self.wrong.append(f"{self._addresses[at]}: revision {told['revision']} after {newest[at]}")
                self.seen += told["revision"] > newest[at]
                newest[at] = told["revision"]
                if newest[at] < max(newest):
                    since.setdefault(at, begun)
                elif at in since:
                    self.behind.append(perf_counter() - since.pop(at))
        for connection in asked:
            connection.close()


def _healthz(connection: HTTPConnection, token: str) -> HTTPResponse:
    connection.request("GET", "/v1/healthz", headers={"Authorization": f"Bearer {token}"})
    return connection.getresponse()


def asked(address: str, path: str, cookie: str = "", **sent: str) -> tuple[int, str, str]:
    """Ask as a browser does that keeps cookies; return the status, the cookies that are set, and the page."""
    connection = HTTPConnection(address, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST" if sent else "GET", path, urlencode(sent) if sent else None, headers)
    response = connection.getresponse()
    page = response.read().decode()
    cookies = [one.partition(";")[0] for name, one in response.getheaders() if name.lower() == "set-cookie"]
    connection.close()
    return response.status, "; ".join(cookies), page


def signed_in(address: str) -> str:
    """Fill in the form to sign in, and return the cookie of the session."""
    _, form, _ = asked(address, "/login")
    status, cookie, _ = asked(
        address, "/login", form, name=NAME, password=PASSWORD, form_token=form.removeprefix("linli-form=")
    )
    return cookie if status == 303 else f"refused: {status}"


def shared(first: str, second: str, users: Path, token: str) -> list[tuple[str, list[int], list[int]]]:
    """Show what one service gave to the other; return what was tried, the statuses, and what they should be."""
    cookie = signed_in(first)
    found = [("a session of the first, at both", _statuses(first, second, cookie), [200, 200])]
    page = asked(second, "/needs", cookie)[2]
    form = re.search(r'name="form_token" value="([^"]+)"', page)
    asked(second, "/logout", cookie, form_token=form[1] if form else "")
    found.append(("ended at the second, at both", _statuses(first, second, cookie), [303, 303]))
    cookie = signed_in(second)
    before = [_with(token, first), _with(token, second)]
    with AccessFile(users) as file:
        revoke(file, NAME, lambda _: None)
    found.append(("a token, at both", before, [200, 200]))
    found.append(("who is shut out: token, at both", [_with(token, first), _with(token, second)], [401, 401]))
    found.append(("who is shut out: session, at both", _statuses(first, second, cookie), [303, 303]))
    return found


def _statuses(first: str, second: str, cookie: str) -> list[int]:
    return [asked(one, "/needs", cookie)[0] for one in (first, second)]


def _with(token: str, address: str) -> int:
    connection = HTTPConnection(address, timeout=60)
    connection.request("GET", "/v1/things?q=a&limit=1", headers={"Authorization": f"Bearer {token}"})
    status = connection.getresponse().status
    connection.close()
    return status


def main(seconds: float = SECONDS) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        store, _ = loaded("suzhoulu", Path(folder))
        users, over = access_path(store), Event()
        with AccessFile(users, create=True) as file:
            add_user(file, Account(NAME, Role.ADMIN), PASSWORD, lambda _: None)
            token = new_token(file, NAME, 1, lambda _: None)
        with running(store) as one, running(store) as other:
            addresses = [one.address, other.address]
            people = [Person(addresses[:: 1 - 2 * (at % 2)], token, over) for at in range(PEOPLE)]
            for person in people:
                person.start()
            crowd = together(store, seconds)
            over.set()
            for person in people:
                person.join()
            tried = shared(one.address, other.address, users, token)
            busy = [round(service.busy, 1) for service in (one, other)]
        with open_store(store, create=False) as after:
            whole, revisions = after.examine().whole, after.revision().number
    wrong = [problem for told in crowd for problem in told.wrong] + [one for person in people for one in person.wrong]
    took = np.array([one for person in people for one in person.took]) * 1000
    behind = np.array([one for person in people for one in person.behind] or [0]) * 1000
    commits = sum(len(told.took) for told in crowd if told.role == "writer")
    reads = sum(len(told.took) for told in crowd if told.role == "reader")
    _CONSOLE.print(f"{commits} commits, {reads} reads of the file; {took.size} questions to two services")
    _CONSOLE.print(f"revisions that each person saw come, at both: {[person.seen for person in people]}")
    _CONSOLE.print(f"a question: median {np.median(took):.0f} ms, p99 {np.percentile(took, 99):.0f} ms")
    count = sum(len(person.behind) for person in people)
    _CONSOLE.print(
        f"the other one was behind {count} times: median {np.median(behind):.0f} ms, {behind.max():.0f} at most"
    )
    _CONSOLE.print(f"processor of the services: {busy} s")
    for name, found, expected in tried:
        _CONSOLE.print(f"{name}: {found}{'' if found == expected else f', EXPECTED {expected}'}")
    _CONSOLE.print(f"{revisions} revisions; whole: {whole}; wrong: {wrong[:5] or 'nothing'}")
    sys.exit(0 if whole and not wrong and all(found == expected for _, found, expected in tried) else 1)


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))

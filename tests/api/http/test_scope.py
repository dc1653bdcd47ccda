"""Whoever is bound to a part is told of nothing outside, on any address: every response is searched for everything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from zipfile import ZipFile, is_zipfile

import polars as pl
import pytest
from fastapi import FastAPI
from hypothesis import event, given
from hypothesis import strategies as st

from api.access import Account, Role
from api.app import create_app
from api.serving import Live
from api.serving.seen import Seen
from api.settings import Settings
from graph.answers.register import QUESTIONS
from graph.keys import public_key
from graph.kinds import things
from graph.stores import open_store
from graph.tables import Tables
from tests.api.http.asked_everywhere import addresses
from tests.api.http.conftest import TestClient
from tests.api.http.personas import client_as
from tests.examples import few
from tests.graph.scoping.marked import keyed, marked, marks
from tests.networks import DAYS, Drawn, networks
from tests.stores import changes

T = TypeVar("T")
#: So many addresses are asked of one ledger.
_MOST = 40
#: These among them whatever is drawn: they list all that there is, so a cut that is skipped is found at once.
SURE = ("/v1/things", "/v1/changes?from=0")
_UNKNOWN = 422
_KEYS = re.compile(r"(?<![A-Za-z_])(?:" + "|".join(sorted(kind.kind for kind in things())) + r")-[a-z0-9]+(?![a-z0-9])")


class Asked:
    """A service over a random ledger, asked by somebody bound to a place of it."""

    def __init__(self, app: FastAPI, client: TestClient, live: Live, whole: Tables, account: Account) -> None:
        self.app, self.whole, self.account, self.client = app, whole, account, client
        seen = live.seen_by(account)
        assert isinstance(seen, Seen)
        self.cut = seen.store.now().cut
        self.keys = {key for kind in things() for key in whole[kind.kind]["key"].to_list()}
        self.foreign = self.keys - set(self.cut.seen)
        shown = "\n".join(str(frame.to_dicts()) for frame in seen.store.tables().values())
        self.hidden = [one for *_, one in marks(whole) if one not in shown]
        self.on = _a_day_of(whole, account)

    def told(self, address: str) -> tuple[int, str]:
        """Return the status of an address on the day, and all that its response says."""
        status, text = self._told(_on(address, self.on))
        return self._told(address) if status == _UNKNOWN else (status, text)  # which takes no day

    def _told(self, address: str) -> tuple[int, str]:
        response = self.client.get(address)
        said = [str(response.headers)]
        if is_zipfile(BytesIO(response.content)):
            with ZipFile(BytesIO(response.content)) as book:
                said += [book.read(name).decode(errors="replace") for name in book.namelist()]
        else:
            said.append(response.text)
            if response.headers.get("content-type", "").endswith("json"):
                said.append(json.dumps(response.json(), ensure_ascii=False))
        return response.status_code, "\n".join(said)

    def leaks(self, address: str) -> list[str]:
        """Return what of the outside an address tells, besides what was asked about."""
        _, text = self.told(address)
        keys = {key for key in _KEYS.findall(text) if key in self.foreign and key not in address}
        return [*sorted(keys), *(one for one in self.hidden if one in text)]


def _a_day_of(whole: Tables, account: Account) -> date:
    """Return a day on which the place of somebody is there: on any other they are told nothing but that."""
    (place,) = whole["place"].filter(pl.col("key") == account.place).iter_rows(named=True)
    there = [day for day in DAYS if (place["since"] or day) <= day and (place["until"] is None or day < place["until"])]
    return there[-1] if there else DAYS[-1]


def _on(address: str, day: date) -> str:
    return f"{address}{'&' if '?' in address else '?'}on={day.isoformat()}"


@contextmanager
def asking(app: FastAPI, drawn: Drawn, account: Account) -> Iterator[Asked]:
    """Put a random ledger behind the service, which is the test's own."""
    whole = marked(drawn.tables)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "linli.db"
        with open_store(path) as store:
            store.commit(changes(whole))
        with closing(Live(Settings(store=str(path)))) as live, client_as(app, account) as client:
            app.state.live = live
            yield Asked(app, client, live, whole, account)


@pytest.fixture(scope="module")
def own(yanshan: Path) -> Iterator[FastAPI]:
    """A service whose store a test exchanges for its own."""
    app = create_app(Settings(store=str(yanshan)))
    live = app.state.live
    yield app
    live.close()


@st.composite
def bound(draw: st.DrawFn) -> tuple[Drawn, Account]:
    """Draw a ledger, and somebody bound to a place of it."""
    drawn = keyed(draw(networks().filter(lambda one: bool(one.keys.get("place")))))
    role = draw(st.sampled_from(list(Role)))
    return drawn, Account("演示账号", role, place=draw(st.sampled_from(drawn.keys["place"])))


def _some(random: Any, of: list[T]) -> list[T]:
    """Return so many of them as a ledger is asked: all would take minutes, and each comes up among many ledgers."""
    return of if len(of) <= _MOST else random.sample(of, _MOST)


@pytest.mark.slow
@pytest.mark.thorough
class TestSurface:
    def test_every_question_and_list_is_among_those_asked(self, own: FastAPI) -> None:
        asked = " ".join(addresses(own, ["place-a"]))
        wanted = [
            *QUESTIONS,
            "things",
            "things/place-a/history",
            "needs/place-a/steps",
            "lists/partners/place-a",
            "changes",
        ]
        assert [one for one in wanted if f"/v1/{one}" not in asked] == []

    @few
    @given(bound(), st.randoms(use_true_random=False))
    def test_tells_nothing_of_the_outside(self, own: FastAPI, drawn: tuple[Drawn, Account], random: Any) -> None:
        with asking(own, *drawn) as asked:
            event("something lies outside" if asked.foreign else "nothing lies outside")
            keys = [random.choice(sorted(some)) for some in (asked.foreign, asked.keys - asked.foreign) if some]
            some = [*SURE, *_some(random, list(addresses(asked.app, keys)))]
            found = {one: told for one in some if (told := asked.leaks(one))}
            assert found == {}

    @few
    @given(bound(), st.randoms(use_true_random=False))
    def test_answers_an_id_outside_as_one_that_was_never_made(
        self, own: FastAPI, drawn: tuple[Drawn, Account], random: Any
    ) -> None:
        with asking(own, *drawn) as asked:
            event("something lies outside" if asked.foreign else "nothing lies outside")
            for key in random.sample(sorted(asked.foreign), min(2, len(asked.foreign))):
                absent = public_key(key.rpartition("-")[0], "never made")
                both = zip(addresses(asked.app, [key]), addresses(asked.app, [absent]), strict=True)
                for one, other in _some(random, [(one, other) for one, other in both if one != other]):
                    status, text = asked.told(one)
                    assert (status, text.replace(key, absent)) == asked.told(other), one

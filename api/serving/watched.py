"""The interface of requests to the live network, whether they see all of it or a part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Any, Protocol

from api.access import Account
from api.serving.served import Served
from api.serving.slots import Slots
from graph.network import Network
from graph.rules import Rules
from graph.scoping import Planned
from graph.steps.committing import M
from graph.stores import Store


class Watched(Protocol):
    """A store and the newest network in it."""

    @property
    def rules(self) -> Rules:
        """The rules in force."""

    @property
    def importing(self) -> Lock:
        """Held by who loads files: several at once would only find each other's revisions stale."""

    @property
    def slots(self) -> Slots:
        """Held by who imports at all, so that few wait for each other and their files."""

    @property
    def store(self) -> Store:
        """The store, for data that is not in the network: history, imports."""

    @property
    def newest(self) -> Served:
        """The newest revision."""

    def at(self, revision: int | None) -> Served:
        """Return a revision; None = the newest."""

    def carried_out(
        self,
        day: date,
        judged: Callable[[Network, Rules], M],
        said: Any,
        *,
        expected: int | None,
        dry_run: bool,
        new: bool = False,
    ) -> tuple[M, Network, int | None]:
        """Judge a change on a day and commit it; return it, the network to show it by, and the revision or None."""

    def planned(self, network: Network, within: str | None) -> Planned:
        """Return of a whole network what the plan of whoever asks is made of."""

    def refresh(self) -> None:
        """Take over the commits since the last time, if any."""

    def seen_by(self, account: Account) -> Watched:
        """Return the part of the network that an account sees."""

"""``python -m tests.benchmarks.costs``: what each kind of request of ``steady`` costs a service in processor time.

One after the other, so that what others do on the machine changes little of it: the first time that each is asked, and
again; then again after each of the commits of ``steady``, by what the commit was of.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from rich.console import Console
from rich.table import Table

from graph.stores import open_store
from tests.benchmarks.served import Service, loaded, running
from tests.benchmarks.steady import changes_of, requests_of

#: How often all are asked again, and for how long a commit is followed.
_AGAIN, _FOLLOWED = 5, 1.5


def kind_of(path: str) -> str:
    """Return of which kind a request is.

    Example:
        >>> kind_of("/v1/coverage?within=place-a&on=2024-11-01"), kind_of("/v1/things/place-a?on=2024-11-01")
        ('coverage within', 'things one')
    """
    address, _, query = path.removeprefix("/v1/").partition("?")
    name, _, rest = address.partition("/")
    more = "one" if rest else next((word for word in ("within", "q") if f"{word}=" in query), "")
    return f"{name} {more}".strip()


class Costs:
    """Asks a service, and adds up what it took."""

    def __init__(self, service: Service, paths: Sequence[str]) -> None:
        self._service = service
        self._connection = HTTPConnection(service.address, timeout=60)
        self._paths: Mapping[str, list[str]] = defaultdict(list)
        for path in paths:
            self._paths[kind_of(path)].append(path)

    def asked(self, times: int = 1) -> dict[str, float]:
        """Return by kind the milliseconds of a processor that one request takes, all asked so often."""
        found = {}
        for kind, paths in self._paths.items():
            busy = self._service.busy
            for path in list(paths) * times:
                self._connection.request("GET", path)
                response = self._connection.getresponse()
                response.read()
                assert response.status == 200, path
            found[kind] = (self._service.busy - busy) * 1000 / len(paths) / times
        shares = {kind: len(paths) for kind, paths in self._paths.items()}
        found["all"] = sum(found[kind] * share for kind, share in shares.items()) / sum(shares.values())
        return found


def main(sample: str) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        store, tables = loaded(sample, Path(folder))
        with running(store) as service, open_store(store) as kept:
            sleep(3)  # until what is worked out beforehand is
            costs = Costs(service, requests_of(tables))
            columns = {"first": costs.asked(), "again": costs.asked(_AGAIN)}
            for title, changes in zip(("a note", "a step", "a name"), islice(changes_of(tables), 3), strict=True):
                busy = service.busy
                kept.commit(changes)
                sleep(_FOLLOWED)
                commit = (service.busy - busy) * 1000
                columns[f"after {title}"] = {**costs.asked(), "the commit": commit}
    table = Table("ms of a processor a request", *columns, box=None)
    for kind in (*columns["first"], "the commit"):
        table.add_row(kind, *(f"{found[kind]:.1f}" if kind in found else "" for found in columns.values()))
    Console(width=120).print(table)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "suzhoulu")

"""``python -m tests.benchmarks.http``: requests to a real server on loopback, beside the bare cost of one.

The *bare cost* is ``/v1/healthz``: the same socket, server, framework and thread, and no question. A
ratio says more than a time: all were taken in one run, one request at a time over one connection.
"""

from __future__ import annotations

import sys
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from rich.console import Console
from rich.table import Table

from tests.benchmarks.served import loaded, service

ON = "2024-11-01"
_REQUESTS = 1000
_BARE = "healthz"


def times(connection: HTTPConnection, paths: list[str], headers: dict[str, str]) -> tuple[np.ndarray, int]:
    """Return the time of each of many requests, in seconds, and the size of the last body."""
    found, size, asked = [], 0, cycle(paths)
    for number in range(_REQUESTS + len(paths[:20])):
        path = next(asked)
        start = perf_counter()
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        size = len(response.read())
        if number >= len(paths[:20]):  # the first ones warm up
            found.append(perf_counter() - start)
        assert response.status in (200, 304), path
    return np.array(found), size


def main(sample: str) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        store, tables = loaded(sample, Path(folder))
        levels = tables["place"]["level"]
        homes = tables["place"].filter(levels == "home")["key"].to_list()
        around = tables["place"].filter(levels.is_in(["courtyard", "building"]))["key"].to_list()
        with service(store) as address:
            measure(address, sample, homes, around)


def measure(address: str, sample: str, homes: list[str], around: list[str]) -> None:
    """Ask, and print a line a request; what is kept of an answer helps only who asks the same again."""
    connection = HTTPConnection(address)
    asked = {
        _BARE: [f"/v1/{_BARE}"],
        "escalate": [f"/v1/escalate?start={home}&on={ON}" for home in homes[:500]],
        "coverage within a place": [f"/v1/coverage?on={ON}&within={place}" for place in around],
        "coverage, the same again": [f"/v1/coverage?on={ON}"],
        "audit within a place": [f"/v1/audit?on={ON}&within={place}" for place in around],
        "audit, the same again": [f"/v1/audit?on={ON}"],
        "things?q=": [f"/v1/things?q=演示&limit=20&on={ON}".replace("演示", "%E6%BC%94%E7%A4%BA")],
    }
    table = Table("request", "median", "p99", "bytes", "times the bare cost", box=None)
    bare = 0.0
    for name, paths in asked.items():
        found, size = times(connection, paths, {})
        middle, worst = np.median(found), np.percentile(found, 99)
        bare = bare or float(middle)
        table.add_row(name, f"{middle * 1e3:.2f} ms", f"{worst * 1e3:.2f} ms", f"{size:,}", f"{middle / bare:.1f}")
    connection.request("GET", asked["coverage, the same again"][0])
    response = connection.getresponse()
    response.read()
    found, size = times(connection, asked["coverage, the same again"], {"If-None-Match": response.headers["ETag"]})
    middle, worst = np.median(found), np.percentile(found, 99)
    table.add_row(
        "coverage, 304", f"{middle * 1e3:.2f} ms", f"{worst * 1e3:.2f} ms", f"{size:,}", f"{middle / bare:.1f}"
    )
    print(f"sample {sample}, {len(homes)} homes; {_REQUESTS} requests each, one after the other")
    Console(width=110).print(table)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "yanshan")

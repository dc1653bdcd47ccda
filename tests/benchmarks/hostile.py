"""``python -m tests.benchmarks.hostile``: a hundred hostile uploads to a real server, and how it fares meanwhile.

Four senders take turns with every file of ``tests/loaders/hostile.py``; who is told to wait, waits and sends
again. Meanwhile ``/v1/healthz`` is asked all the time, and the memory of the service and of the processes
that read for it is looked at. What is printed: how each file was refused and how long that took, the latency
of ``healthz``, the most memory, and what was left in the temporary folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, sleep

import numpy as np
from rich.console import Console
from rich.table import Table

from graph.stores import open_store
from loaders.run import load
from loaders.samples import write_sample
from tests.loaders.hostile import HOSTILE

_SENDERS = 4
_BUSY = 503
_EVERY = 0.05


def main(uploads: int) -> None:
    """Measure and print."""
    files = {name: make() for name, (make, _) in HOSTILE.items()}
    with TemporaryDirectory() as folder:
        store, temporary = Path(folder) / "linli.db", Path(folder) / "tmp"
        temporary.mkdir()
        write_sample("yanshan", store.with_suffix(".xlsx"))
        with open_store(store) as made:
            load("workbook", [store.with_suffix(".xlsx")], made, by="bench")
        command = [sys.executable, "-c", "from api.cli import main; main()", "serve"]
        args = ["--store", str(store), "--port", "0", "--lang", "en"]
        environ = {**os.environ, "TMPDIR": str(temporary)}
        with subprocess.Popen([*command, *args], stdout=subprocess.PIPE, text=True, env=environ) as server:
            assert server.stdout is not None  # it is a pipe
            address = server.stdout.readline().split()[2].removeprefix("http://")
            watch = Watch(server.pid, address)
            watch.start()
            names = [list(files)[number % len(files)] for number in range(uploads)]
            with ThreadPoolExecutor(_SENDERS) as senders:
                told = list(senders.map(lambda name: sent(address, name, files[name]), names))
            watch.stop()
            alive = server.poll() is None
            server.terminate()
        left = sum(1 for _ in temporary.rglob("*"))
    show(names, told)
    waits = np.array(watch.waits) * 1000
    middle, most = f"{np.median(waits):.0f} ms", f"{waits.max():.0f} ms"
    print(f"healthz: {waits.size} asked, {watch.failed} failed, median {middle}, most {most}")
    print(f"memory: service {watch.service} MB, before {watch.before} MB; a reading process {watch.reading} MB at most")
    print(f"alive: {alive}; left in the temporary folder: {left}")


def sent(address: str, name: str, data: bytes) -> tuple[str, float, int]:
    """Send one file until it is answered; return the answer's code, the seconds, and how often it was told to wait."""
    boundary, waited = uuid.uuid4().hex, 0
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    body = head + data + f"\r\n--{boundary}--\r\n".encode()
    while True:
        begun = perf_counter()
        connection = HTTPConnection(address, timeout=600)
        try:
            headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
            connection.request("POST", "/v1/imports?lang=en", body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, HTTPException):  # told to wait before the whole of it was sent
            response, text = None, ""
        finally:
            connection.close()
        if response is not None and response.status != _BUSY:
            code = text.partition('"code": "')[2].partition('"')[0]
            return f"{response.status} {code}", perf_counter() - begun, waited
        waited += 1
        sleep(1)


class Watch:
    """Asks how the service is, and looks how much memory it and its children take."""

    def __init__(self, pid: int, address: str) -> None:
        self._pid, self._address, self._done = pid, address, Event()
        self.waits: list[float] = []
        self.failed = self.service = self.reading = 0
        self.before = _megabytes(pid)
        self._threads = [Thread(target=self._ask), Thread(target=self._look)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End."""
        self._done.set()
        for thread in self._threads:
            thread.join()

    def _ask(self) -> None:
        while not self._done.wait(_EVERY):
            begun = perf_counter()
            connection = HTTPConnection(self._address, timeout=60)
            try:
                connection.request("GET", "/v1/healthz")
                self.failed += connection.getresponse().status != 200
            except OSError:
                self.failed += 1
            finally:
                connection.close()
            self.waits.append(perf_counter() - begun)

    def _look(self) -> None:
        while not self._done.wait(_EVERY / 5):
            self.service = max(self.service, _megabytes(self._pid))
            tasks = Path(f"/proc/{self._pid}/task").glob("*/children")
            children = {int(one) for task in tasks for one in _read(task).split()}
            self.reading = max(self.reading, *map(_megabytes, children), 0)


def _megabytes(pid: int) -> int:
    """Return the resident memory of a process of our machine that reads files; 0 for one that is gone or not begun."""
    if pid != os.getpid() and b"\0" not in _read(Path(f"/proc/{pid}/cmdline")).encode():
        return 0
    found = next((line for line in _read(Path(f"/proc/{pid}/status")).splitlines() if line.startswith("VmRSS")), "")
    return int(found.split()[1]) // 1024 if found else 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def show(names: list[str], told: list[tuple[str, float, int]]) -> None:
    """Print a line a file."""
    times: dict[str, list[float]] = defaultdict(list)
    answers: dict[str, set[str]] = defaultdict(set)
    waits: dict[str, int] = defaultdict(int)
    for name, (answer, seconds, waited) in zip(names, told, strict=True):
        times[name].append(seconds)
        answers[name].add(answer)
        waits[name] += waited
    table = Table("file", "sent", "answer", "median", "most", "told to wait", box=None)
    for name, taken in times.items():
        middle, most = f"{np.median(taken):.1f} s", f"{max(taken):.1f} s"
        table.add_row(name, str(len(taken)), " ".join(sorted(answers[name])), middle, most, str(waits[name]))
    Console(width=120).print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)

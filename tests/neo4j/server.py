"""One server process: made in a folder, started, asked whether it is there, stopped or killed."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from tests.neo4j.jars import cache as kept
from tests.neo4j.jars import jars
from tests.neo4j.tied import end_as_by_ctrl_c, tied

USER = "neo4j"
PASSWORD = "linli-test"  # noqa: S105 - of a server that only listens on this machine, with made-up data
PATIENCE = 90.0  # seconds; it takes 4 to 7 on an idle machine

_JAVA = (
    "java",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
)
#: Starts in half the time, and never comes to compile well what it does often: for tests.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m")
#: As an office runs it, with less memory: for what is measured. Its pages lie outside of the heap.
STEADY, PAGES = ("-Xms1g", "-Xmx1g"), "server.memory.pagecache.size=512m\n"
#: Where a server reads the password that it begins with.
_SECRET = Path("data", "dbms", "auth.ini")
#: Small and quick to stop; Bolt alone, on this machine alone.
_SETTINGS = """\
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
internal.server.bolt.thread_pool_shutdown_wait_time=0s
"""


class Server:
    """A Neo4j server in a folder; what was committed stays there when it stops, or is killed.

    Attributes:
        url: Where it listens.
        start_seconds: How long its last start took, from the process to the first answer.
    """

    def __init__(self, home: Path, port: int | None = None, settings: str = "", java: tuple[str, ...] = QUICK) -> None:
        """Name the folder, the port (None = a free one), more lines of its configuration, and how Java runs it."""
        self.home = home
        self._settings = settings
        self._java = java
        self.port = port or _free_port()
        self.url = f"bolt://127.0.0.1:{self.port}"
        self.start_seconds = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._made: Path | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which ``linli`` reaches it."""
        return {"NEO4J_USERNAME": USER, "NEO4J_PASSWORD": PASSWORD}

    @property
    def process(self) -> int:
        """The number of its process, for who asks the system about it."""
        assert self._process is not None
        return self._process.pid

    def start(self, settings: str = "") -> Self:
        """Start it and wait until it answers; the first start in a folder makes the database.

        Args:
            settings: More lines of its configuration, for this start.

        Raises:
            RuntimeError: It ended, or did not answer; its log says why.
        """
        if not (self.home / "conf").is_dir():
            self._make()
        conf = _SETTINGS.format(port=self.port) + self._settings + settings
        (self.home / "conf" / "neo4j.conf").write_text(conf, encoding="utf-8")
        archive = _classes()
        if archive.exists():
            classes = f"-XX:SharedArchiveFile={archive}"
        else:  # the first server ever started here makes it when it stops
            self._made = archive.with_suffix(f".{os.getpid()}.part")
            classes = f"-XX:ArchiveClassesAtExit={self._made}"
        begun = time.monotonic()
        with (self.home / "server.log").open("ab") as log:
            command = [*_JAVA, *self._java, classes, "-cp", f"{jars()}/*", "org.neo4j.server.CommunityEntryPoint"]
            command += [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
            end_as_by_ctrl_c()
            self._process = subprocess.Popen(tied(command), stdout=log, stderr=log, start_new_session=True)
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() - begun > PATIENCE:
                self.stop()
                log_text = (self.home / "server.log").read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"Neo4j did not start in {self.home}:\n{log_text[-2000:]}")
            time.sleep(0.05)
        self.start_seconds = time.monotonic() - begun
        return self

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None
        if self._made is not None:
            if self._made.exists():
                self._made.rename(_classes())
            self._made = None

    def kill(self) -> None:
        """End it at once, whatever it does: SIGKILL."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._process = None

    def driver(self) -> Driver:
        """Return a driver of its own for a test that looks behind the store."""
        return GraphDatabase.driver(self.url, auth=(USER, PASSWORD), notifications_min_severity="OFF")

    def clear(self) -> None:
        """Take away all nodes and ties; constraints and indices stay."""
        with self.driver() as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()

    def __enter__(self) -> Self:
        """Start it."""
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop it."""
        self.stop()

    def _make(self) -> None:
        (self.home / "conf").mkdir(parents=True)
        (self.home / _SECRET).parent.mkdir(parents=True)
        (self.home / _SECRET).write_bytes(_secret())

    def _answers(self) -> bool:
        try:
            with self.driver() as driver, driver.session() as session:
                session.run("RETURN 1").consume()  # not retried, as execute_query would, ever more slowly
        except (DriverError, Neo4jError):
            return False
        return True


@cache
def _secret() -> bytes:
    """Return how the password is kept: the program that makes it takes half as long as a server to start."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "conf").mkdir()
        (Path(folder) / "conf" / "neo4j.conf").touch()
        command = ["java", "-cp", f"{jars()}/*", "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", PASSWORD]
        here = {"NEO4J_HOME": folder, "NEO4J_CONF": f"{folder}/conf"}
        subprocess.run(command, check=True, capture_output=True, env=os.environ | here)
        return (Path(folder) / _SECRET).read_bytes()


@cache
def _classes() -> Path:
    """Return where the class-data archive lies, which halves the start; it holds for one version of Java."""
    said = subprocess.run(["java", "-version"], check=True, capture_output=True, text=True).stderr  # noqa: S607
    return kept() / f"classes-{sha256(said.encode()).hexdigest()[:8]}.jsa"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port

"""What every test may ask for: the folder of real data, and Hypothesis set up for this machine."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.nodeid import coerce_node_id
from hypothesis import settings

from tests.collected import Examples
from tests.examples import EXAMPLES

# What is ours is imported where it is used: the process that hands out the tests runs none and imports none of it, and
# the others do so while they collect, when nothing is searched for garbage.
if TYPE_CHECKING:  # these take seconds to import, and few tests need them
    from playwright.sync_api import Browser

    from tests.neo4j.server import Server

ROOT = Path(__file__).parents[1]
collect_ignore = ["newkind"]  # what is imported there is a kind from then on, for the whole process
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

settings.register_profile("default", max_examples=EXAMPLES, deadline=None)
settings.register_profile("ci", max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if IN_CI else "default")

#: New objects, of which Python itself lets 700 come before it searches.
_SEARCHED_AFTER = 20_000
#: Tests fill and empty a graph again and again, and to plan a text takes far longer than to run it.
_PLANNED_ONCE = "dbms.cypher.min_replan_interval=1h\ninternal.cypher.use_parameter_size=false\n"
#: Without these it looks for hosts of its maker at every start.
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_configure(config: pytest.Config) -> None:
    """Look for examples where there are any."""
    config.pluginmanager.register(Examples())


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> Generator[None, int, int]:
    """Have one process more than cores where one has the server: it waits for what Neo4j does, most of the time."""
    cores = yield
    return cores + 1 if config.getoption("dist") == "loadgroup" else cores


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep modules and collected tests, which stay to the end, from being searched for garbage again and again.

    What tests leave is searched for seldom: a frame or a network is freed when nobody holds it, and few have circles.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(_SEARCHED_AFTER, 10, 10)
        gc.enable()


#: What takes half a minute and more by itself; begun last, it would leave the other processes with nothing to do.
_LONGEST = (
    "tests/bundle/",
    "tests/graph/stores/test_neo4j_halves.py",
    "tests/graph/stores/test_neo4j_crash.py",
    "tests/graph/stores/test_state_machine.py",
    "tests/graph/stores/test_copying.py",
    "tests/api/test_month.py",
    "tests/api/test_demo.py",
    "tests/test_new_kind.py",
    "tests/api/http/console/test_accessible.py",
)
#: What asks the same texts of a server, which keeps the plans of the last thousand statements.
_TEXTS = ("tests/graph/cypher/", "tests/test_cypher_cases.py", "tests/api/test_cypher.py")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put first, in whatever order, the files with the longest tests; what is left at the end is short.

    With ``--dist=loadgroup`` one process gets all that needs a Neo4j server: each server would plan every text again,
    and wants a core of its own; the other processes go on with the rest meanwhile. What pytest-xdist sees of a group
    is the end of the test's id, which its own mark no longer reaches in pytest 9.2.
    """
    items.sort(key=lambda item: (not item.nodeid.startswith(_LONGEST), not item.nodeid.startswith(_TEXTS)))
    if getattr(config.option, "loadgroup", False):
        for item in items:
            if item.get_closest_marker("neo4j") is not None:
                item._id = coerce_node_id(f"{item.nodeid}@neo4j")  # noqa: SLF001 - where the id is kept


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real data, which is not part of the project; in CI it must be there."""
    folder = Path(os.environ.get("LINLI_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        absent = f"no data: {folder.name!r} is not there; LINLI_DATA may name it"
        if IN_CI:
            pytest.fail(absent)
        pytest.skip(absent)
    return folder


@pytest.fixture(scope="session", autouse=True)
def _state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests write down of stores without a file out of the home of who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session", autouse=True)
def waits_for_the_disk() -> Iterator[str]:
    """How long a commit waits where it is no test's; tests do not wait: only a machine that stops could tell."""
    from graph.stores.sqlite import connections

    with pytest.MonkeyPatch.context() as patch:
        how = connections.SYNCHRONOUS
        patch.setattr(connections, "SYNCHRONOUS", "OFF")
        yield how


@pytest.fixture(scope="session", autouse=True)
def _stores_begin_as_copies() -> Iterator[None]:
    """Have new stores made once a process: to make one takes longer than most tests of one."""
    from tests import blank

    with blank.copied():
        yield


@pytest.fixture
def made_anew() -> Iterator[None]:
    """Have new stores made as outside of tests: for tests that are about that."""
    from tests import blank

    with blank.anew():
        yield


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives the store of a sample by its name; it is loaded once a run, and no test changes it."""
    from tests.samples import loaded

    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # else each worker would load it
        folder = folder.parent
    return partial(loaded, folder=folder / "samples")


@pytest.fixture(scope="session")
def running_neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j server of this test process; in CI it must be possible."""
    from tests.neo4j.home import new_home
    from tests.neo4j.jars import missing_tools
    from tests.neo4j.server import Server

    if lacking := missing_tools():
        absent = f"no neo4j: not on this machine: {', '.join(lacking)}"
        if IN_CI:
            pytest.fail(absent)
        pytest.skip(absent)
    with (
        new_home(tmp_path_factory.mktemp("neo4j")) as home,
        Server(home, settings=_PLANNED_ONCE) as server,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in server.environment.items():
            patch.setenv(name, value)
        yield server


@pytest.fixture
def neo4j(running_neo4j: Server) -> Server:
    """A Neo4j server with nothing in it; a test that asks for it is marked ``neo4j``."""
    running_neo4j.clear()
    return running_neo4j


@pytest.fixture(scope="session")
def javascript() -> Path:
    """The folder of what tests need of JavaScript, which `make test` fills; in CI it must be there."""
    folder = ROOT / "tests" / "javascript" / "node_modules"
    if not (folder / ".installed").is_file() or shutil.which("node") is None:
        absent = "no node_modules: `make test` fetches them where npm is installed"
        if IN_CI:
            pytest.fail(absent)
        pytest.skip(absent)
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, one a process: Playwright runs once; in CI it must be there."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        absent = "no browser: Chromium is not on this machine"
        if IN_CI:
            pytest.fail(absent)
        pytest.skip(absent)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_QUIET))
        yield browser
        browser.close()


#: How the reason of a skipped test begins, and what it then says at the end.
LACKING = {
    "no data: ": "tests on real data (set LINLI_DATA to its folder)",
    "no neo4j: ": "tests on a Neo4j server (install Java 17 and Maven)",
    "no browser: ": "tests in a browser (install Chromium)",
}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests went without what they need, so that a green run is not taken for a whole one."""
    skipped = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    counts = {what: sum(reason in one for one in skipped) for reason, what in LACKING.items()}
    if any(counts.values()):
        terminalreporter.section("not run on this machine")
        for what, count in counts.items():
            if count:
                terminalreporter.line(f"{count} {what}")

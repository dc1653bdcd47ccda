"""Parts asked on Spark: the one room that knows it, and all that it knows is to hand out numbers (SEMANTICS X4).

A task is one part or a few, so that what fails is repeated with few others and a slow one holds nobody up; what a
worker does with a number is ``asking``. Spark is an extra of linli and is imported here, when it is asked for.
"""

from __future__ import annotations

import os
import re
import socket
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput
from graph.parting.asking import SAID, Said, Task, arrow, said_of

if TYPE_CHECKING:
    from graph.parting.merging import Run

#: To each core so many tasks: enough that none waits long for the last, and few, since each costs 40 ms by itself.
TASKS = 20
_LOCAL = re.compile(r"local\[(\d+|\*)\]")
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.executorEnv.POLARS_MAX_THREADS": "1",  # there are as many workers as cores
    "spark.python.worker.reuse": "true",  # who has read the rules once asks the next part
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1",
}
#: Of this machine alone. Java only hands out numbers, so that what it compiles thoroughly it would never use again.
_LOCAL_SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.wholeStage": "false",
    # a task waits for its worker half as long as over TCP
    "spark.python.unix.domain.socket.enabled": str(hasattr(socket, "AF_UNIX")).lower(),
}


@contextmanager
def on_spark(master: str) -> Iterator[Run]:
    """Give what asks parts on a Spark; it is stopped afterwards.

    Args:
        master: Where Spark is: ``local[2]``, or the address of a cluster.

    Raises:
        BadInput: Spark is not installed here, there is no Java for it, or it cannot be reached.
    """
    with warnings.catch_warnings():  # Spark has much to say of a pandas that nobody here uses
        warnings.simplefilter("ignore", FutureWarning)
        session = _session(master)
    try:
        yield lambda task, numbers: list(_said(session, task, numbers))
    finally:
        session.stop()


def _session(master: str) -> Any:
    try:
        from py4j.protocol import Py4JError  # noqa: PLC0415 - Spark brings it
        from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra
        from pyspark.sql import SparkSession  # noqa: PLC0415 - as above
    except ImportError:
        raise BadInput("spark_not_installed") from None
    local = _LOCAL.fullmatch(master)
    if local:  # Spark repeats nothing in local mode unless it is told how often
        master = f"local[{local[1]},4]"
        os.environ["PYSPARK_PYTHON"] = sys.executable
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        home = str(Path(__file__).resolve().parents[2])
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
    builder = SparkSession.builder.master(master).appName("linli")
    for name, value in {**_SETTINGS, **(_LOCAL_SETTINGS if local else {})}.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except PySparkException:  # the gateway ended before it told its number: there is no Java
        raise BadInput("spark_no_java") from None
    except (Py4JError, OSError) as error:
        raise BadInput("spark_unreachable", master=master, found=type(error).__name__) from None
    session.sparkContext.setLogLevel("ERROR")
    return session


def _said(session: Any, task: Task, numbers: Sequence[int]) -> Iterator[Said]:
    """Ask parts, a few to a task; where Spark gives the job up, nothing is said of any of them."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 - Spark brings it
    from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra

    tasks = min(len(numbers), TASKS * session.sparkContext.defaultParallelism)
    spread = session.range(len(numbers), numPartitions=tasks)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            rows = spread.mapInArrow(arrow(task, numbers), SAID).collect()
    except (PySparkException, Py4JError):
        return
    yield from map(said_of, rows)

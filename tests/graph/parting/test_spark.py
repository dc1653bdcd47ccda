"""Parts asked on a real Spark, on two cores of this machine: it says what one process says, and a bad part is named."""

from __future__ import annotations

import datetime as dt
import os
import signal
from pathlib import Path

import polars as pl
import pytest

from graph import questions
from graph.errors import BadInput
from graph.network import Network
from graph.parting.asking import Task
from graph.parting.bundles import bundles_of
from graph.parting.folder import write
from graph.parting.merging import ask_all
from graph.parting.spark import on_spark
from graph.rules import Rules, load_rules
from tests.graph.parting.streets import two_streets

DAY = dt.date(2024, 11, 1)


class Dying(Task):
    """A task whose first worker is killed, as by a system that has no memory left."""

    @property
    def in_force(self) -> Rules:
        """The rules, for whoever lives."""
        killed = Path(self.results).with_name("killed")
        if os.getpid() != int(os.environ["LINLI_DRIVER"]) and not killed.exists():
            killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().in_force


@pytest.mark.spark
@pytest.mark.filterwarnings("default")  # what Spark says of pandas is not ours
def test_spark_says_what_one_process_says_and_names_a_part_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINLI_DRIVER", str(os.getpid()))
    network = Network(two_streets(), DAY)
    folder = tmp_path / "parts"
    folder.mkdir()
    write(folder, bundles_of(network, streets=1), network.revision, network.date)
    with on_spark("local[2]") as run:
        whole = ask_all(Dying(str(folder), str(tmp_path / "results"), "audit"), run)
        file = folder / "bundle=0002" / "place.parquet"
        file.write_bytes(b"x")
        with pytest.raises(BadInput, match="bundle=0002"):
            ask_all(Task(str(folder), str(tmp_path / "bad"), "audit"), run)
    assert (tmp_path / "killed").exists()  # and Spark gave its part to another
    answer = questions.audit(network, load_rules())
    assert whole.totals == answer.totals
    for name in ("rows", "near", "load"):
        assert pl.read_parquet(tmp_path / "results" / f"{name}.parquet").equals(answer.frames[name]), name

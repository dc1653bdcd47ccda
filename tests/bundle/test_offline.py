"""The folder for a machine without a network: what is in it, and that it runs where none can be reached."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bundle.making import make
from bundle.platforms import PLATFORMS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"),
        reason="it starts the folder of this machine, and only those of Linux can be started here",
    ),
]
HERE = {"x86_64": "linux-x64", "aarch64": "linux-arm64"}
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this machine and this Python, as it was made."""
    return make(HERE[platform.machine()], [VERSION], tmp_path_factory.mktemp("bundle"))


@pytest.fixture
def moved(made: Path, tmp_path: Path) -> Path:
    """A copy of it elsewhere."""
    return Path(shutil.copytree(made, tmp_path / "搬到 别处", copy_function=os.link))


@pytest.fixture(scope="module")
def alone() -> list[str]:
    """What goes before a command that is to run in a network in which nothing is, where the system can do that."""
    found = ["unshare", "--map-root-user", "--net"]
    return found if subprocess.run([*found, "true"], capture_output=True, check=False).returncode == 0 else []


def cut_off(
    alone: list[str], *command: str | Path, cwd: Path, path: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command that reaches no network: its own is empty, or its proxy is nowhere.

    What is set up is used once: so pip compiles nothing, and Python only what it imports.
    """
    nowhere = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
    environ = {"PATH": path or os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(cwd), "PIP_NO_COMPILE": "1"} | nowhere
    return subprocess.run([*alone, *command], cwd=cwd, env=environ, capture_output=True, text=True, check=False)


def test_the_sums_are_those_of_its_files(made: Path) -> None:
    lines = (made / "SHA256SUMS").read_text("utf-8").splitlines()
    assert len(lines) == sum(1 for file in made.rglob("*") if file.is_file()) - 1
    for line in lines:
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((made / name).read_bytes()).hexdigest() == digest


def test_it_has_the_polars_of_old_processors_too(made: Path) -> None:
    assert {wheel.name.split("-")[0] for wheel in made.glob("wheels/polars*")} >= {
        "polars",
        "polars_runtime_32",
        "polars_runtime_compat",
    }


def test_without_a_python_it_says_which_are_missing(moved: Path, alone: list[str], tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("sh", "dirname", "cat", "unshare"):
        (tools / tool).symlink_to(shutil.which(tool) or "")
    ran = cut_off(alone, moved / "linli", "--help", cwd=tmp_path, path=str(tools))
    assert (ran.returncode, ran.stdout) == (1, "")
    assert f"版本 {VERSION} 之一；这台机器上没有找到" in ran.stderr


def test_it_sets_itself_up_and_runs_the_demo_without_a_network(moved: Path, alone: list[str], tmp_path: Path) -> None:
    first = cut_off(alone, moved / "linli", "--version", cwd=tmp_path)
    assert (first.returncode, first.stdout) == (0, "linli 0.1.0\n"), first.stderr
    assert cut_off(alone, moved / "linli", "--version", cwd=tmp_path).stderr == ""  # set up once

    demo = cut_off(alone, moved / ".venv/bin/python", "-I", "-m", "api.demo", cwd=tmp_path)
    assert (demo.returncode, demo.stderr) == (0, ""), demo.stdout[-2000:] + demo.stderr[-2000:]
    assert demo.stdout.count("\n属实：") == 10
    assert "\n$ linli escalate 苏州路演示社区/锦绣园/66号楼 --on 2024-11-01\n诉求流转路径 · " in demo.stdout
    assert "没有区划数据（../../shared/data/admin_divisions/shandong_tree.csv），略过" in demo.stdout

    again = Path(shutil.move(moved, tmp_path / "又 搬了"))
    assert cut_off(alone, again / "linli", "--version", cwd=tmp_path).stdout == "linli 0.1.0\n"


@pytest.mark.parametrize("name", PLATFORMS)
def test_every_platform_has_its_start_script(name: str) -> None:
    text = (Path(sys.modules[make.__module__].__file__ or "").with_name("start") / PLATFORMS[name].start).read_text()
    assert "@PYTHONS@" in text
    assert text.isascii()  # a console of Windows reads a script in the code page it happens to have

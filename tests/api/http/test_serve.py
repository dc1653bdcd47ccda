"""`linli serve`: on this machine alone, over a real socket, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.access import Account, Role
from api.access.file import AccessFile, access_path
from api.access.users import add_user
from tests.api.conftest import Linli

ROOT = Path(__file__).parents[3]


def command(*args: str) -> list[str]:
    return [sys.executable, "-c", "from api.cli import main; main()", "serve", *args]


@pytest.fixture
def running(yanshan: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A service in a process of its own, and its address."""
    args = command("--store", str(yanshan), "--port", "0", "--lang", "en")
    with subprocess.Popen(args, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert said.startswith("Serving at http://127.0.0.1:"), said
        yield process, said.split()[2]
        process.kill()


@pytest.mark.slow
class TestRunning:
    @pytest.mark.parametrize("ends", [signal.SIGINT, signal.SIGTERM])
    def test_it_answers_and_ends_clean(self, running: tuple[subprocess.Popen[str], str], ends: signal.Signals) -> None:
        process, address = running
        health = httpx.get(f"{address}/v1/healthz", trust_env=False)
        assert (health.status_code, health.json()["status"]) == (200, "ok")
        assert "server" not in health.headers
        assert httpx.get(f"{address}/v1/nothing?q=演示钱一", trust_env=False).json()["lang"] == "en"
        process.send_signal(ends)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, err) == (0, "")
        assert out.endswith("Stopped\n")


class TestRefused:
    @pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5"])  # noqa: S104 - refused
    def test_it_listens_on_this_machine_alone(self, linli: Linli, yanshan: Path, host: str) -> None:
        ran = linli("serve", "--store", str(yanshan), "--host", host)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(f"错误：不能在 {host} 上提供服务：还没有用户和权限")

    def test_behind_a_proxy_it_wants_users(self, linli: Linli, yanshan: Path) -> None:
        ran = linli("serve", "--store", str(yanshan), "--behind-proxy", "--lang", "en")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("error: There are no users yet, so the service cannot stand behind a proxy")

    def test_what_is_no_address_is_told(self, linli: Linli, yanshan: Path) -> None:
        ran = linli("serve", "--store", str(yanshan), "--host", "example.com")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("错误：“example.com”不是可以监听的地址")

    def test_with_users_it_wants_encryption(self, linli: Linli, yanshan: Path, tmp_path: Path) -> None:
        shutil.copy(yanshan, tmp_path / "linli.db")
        with AccessFile(access_path(tmp_path / "linli.db"), create=True) as file:
            add_user(file, Account("演示甲", Role.ADMIN), None, lambda _: None)
        ran = linli("serve", "--host", "0.0.0.0", "--lang", "en")  # noqa: S104 - refused
        assert ran.err.startswith("error: Cannot serve at 0.0.0.0: nothing would be encrypted")
        for given in (("--tls-cert", "a.pem"), ("--tls-cert", "a.pem", "--tls-key", "b.pem")):
            ran = linli("serve", "--host", "0.0.0.0", *given, "--lang", "en")  # noqa: S104 - refused
            assert (ran.code, ran.out) == (1, "")
            assert "ertificate" in ran.err

    def test_a_port_that_is_taken_is_told(self, linli: Linli, yanshan: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            ran = linli("serve", "--store", str(yanshan), "--port", port, "--lang", "en")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(f"error: Port {port} of 127.0.0.1 is taken\n\nhint: ")

    @pytest.mark.parametrize(("port", "code"), [("99999", 1), ("x", 2), ("-1", 2)])
    def test_a_port_that_there_is_not(self, linli: Linli, yanshan: Path, port: str, code: int) -> None:
        assert linli("serve", "--store", str(yanshan), "--port", port).code == code

    def test_a_store_that_is_not_there_is_told_and_not_made(self, linli: Linli, tmp_path: Path) -> None:
        ran = linli("serve", "--store", "no.db", "--port", "0")
        assert (ran.code, list(tmp_path.iterdir())) == (1, [])
        assert ran.err.startswith("错误：没有数据文件")

    def test_rules_that_are_not_there_are_told(self, linli: Linli, yanshan: Path) -> None:
        ran = linli("serve", "--store", str(yanshan), "--port", "0", "--rules", "nowhere")
        assert (ran.code, "nowhere" in ran.err) == (1, True)


@pytest.mark.slow
def test_help_comes_without_the_service() -> None:
    heavy = ("fastapi", "uvicorn", "polars")
    said = f"import sys; from api.cli import run; run(['--help']); print([m for m in {heavy} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", said], cwd=ROOT, text=True, capture_output=True, check=True)
    assert ran.stdout.endswith("[]\n")

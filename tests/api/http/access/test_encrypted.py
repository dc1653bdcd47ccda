"""Over TLS, its own or a proxy's: what browsers are told, and what is believed of whom."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.access import Account, Role
from api.access.file import AccessFile, access_path
from api.access.users import add_user
from api.app import create_app
from api.settings import Settings
from tests.api.http.access.conftest import PASSWORD, login
from tests.api.http.conftest import TestClient, client_of
from tests.api.http.test_serve import ROOT, command

#: Of this test alone, for `localhost`; nobody trusts it.
CERT, KEY = (Path(__file__).with_name(f"localhost.{what}.pem") for what in ("cert", "key"))
HTTPS = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "linli.example", "X-Forwarded-For": "192.0.2.9, 192.0.2.7"}


@pytest.fixture(scope="module")
def store(yanshan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one user."""
    path = tmp_path_factory.mktemp("encrypted") / "linli.db"
    shutil.copy(yanshan, path)
    with AccessFile(access_path(path), create=True) as file:
        add_user(file, Account("演示甲", Role.ADMIN), PASSWORD, lambda _: None)
    return path


@pytest.fixture(scope="module")
def proxied(store: Path) -> Iterator[TestClient]:
    """A service behind a proxy, asked as the proxy asks it."""
    told = Settings(store=str(store), hosts=("linli.example",), secure=True, proxy=True)
    with client_of(create_app(told)) as client:
        client.headers.update(HTTPS)
        yield client


class TestProxy:
    def test_its_word_is_taken_for_host_and_scheme(self, proxied: TestClient) -> None:
        response = proxied.get("/v1/healthz")
        assert response.status_code == 200
        assert response.headers["strict-transport-security"] == "max-age=31536000"

    def test_what_came_to_it_in_the_clear_is_refused(self, proxied: TestClient) -> None:
        response = proxied.get("/v1/healthz", headers={"X-Forwarded-Proto": "http"})
        assert (response.status_code, response.json()["code"]) == (421, "http_not_tls")

    def test_another_host_is_refused(self, proxied: TestClient) -> None:
        response = proxied.get("/v1/healthz", headers={"X-Forwarded-Host": "evil.example"})
        assert (response.status_code, response.json()["code"]) == (421, "http_host")

    def test_only_the_nearest_says_from_where(self, proxied: TestClient, store: Path) -> None:
        for number in range(21):
            forged = {"X-Forwarded-For": f"203.0.113.{number}, 192.0.2.7"}
            proxied.headers.update(forged)
            last = login(proxied, f"n{number}", "x")
        proxied.headers.update(HTTPS)
        assert last.status_code == 429
        assert store.exists()

    def test_a_page_of_another_site_is_still_refused(self, proxied: TestClient) -> None:
        for origin, code in (("https://evil.example", 403), ("https://linli.example", 401)):
            response = proxied.post("/v1/needs", json={}, headers={"Origin": origin})
            assert response.status_code == code

    def test_without_one_nobody_is_believed(self, http: TestClient) -> None:
        response = http.get("/v1/healthz", headers={**HTTPS, "X-Forwarded-Host": "evil.example"})
        assert response.status_code == 200
        assert "strict-transport-security" not in response.headers
        assert http.get("/v1/healthz", headers={"Host": "evil.example", **HTTPS}).status_code == 421


@pytest.mark.slow
def test_with_a_certificate_it_speaks_tls_alone(store: Path) -> None:
    args = ["--store", str(store), "--port", "0", "--tls-cert", str(CERT), "--tls-key", str(KEY), "--lang", "en"]
    running = subprocess.Popen(command(*args), cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with running as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert said.startswith("Serving at https://127.0.0.1:"), said
        address, trusted = said.split()[2], ssl.create_default_context(cafile=str(CERT))
        with httpx.Client(base_url=address, verify=trusted, trust_env=False) as client:
            assert client.get("/v1/healthz").headers["strict-transport-security"] == "max-age=31536000"
            client.get("/login")
            filled = {"name": "演示甲", "password": PASSWORD, "form_token": client.cookies["__Host-linli-form"]}
            sent = client.post("/login", data=filled)
            assert sent.status_code == 303
            assert sent.headers["set-cookie"].startswith("__Host-linli=")
            assert client.get("/v1/log").status_code == 200
        with pytest.raises(httpx.HTTPError):
            httpx.get(address.replace("https", "http"), trust_env=False)
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.load_verify_locations(str(CERT))
        old.maximum_version = ssl.TLSVersion.TLSv1_2
        assert httpx.get(f"{address}/v1/healthz", verify=old, trust_env=False).status_code == 200
        process.kill()

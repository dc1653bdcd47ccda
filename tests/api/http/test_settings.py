"""What a service is told comes from the environment when it is made, and not before."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.app import create_app
from api.settings import Settings
from graph.errors import BadInput
from tests.api.http.conftest import client_of


class TestEnvironment:
    @pytest.mark.slow
    def test_it_is_read_when_the_service_is_made(self, yanshan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LINLI_STORE", str(yanshan))
        monkeypatch.setenv("LINLI_LANG", "en")
        with client_of(create_app()) as client:
            assert client.get("/v1/nothing").json()["lang"] == "en"

    def test_nothing_said_is_the_default(self) -> None:
        assert Settings.from_environment({}) == Settings()
        assert Settings.from_environment({"LINLI_RULES": "", "LINLI_LANG": "fr", "LINLI_UPLOAD_MB": ""}) == Settings()

    @pytest.mark.parametrize("said", ["0", "-1", "many", "1.5", "５"])
    def test_a_limit_that_is_none_is_refused(self, said: str) -> None:
        with pytest.raises(BadInput) as raised:
            Settings.from_environment({"LINLI_UPLOAD_MB": said})
        assert "LINLI_UPLOAD_MB" in raised.value.message("en")

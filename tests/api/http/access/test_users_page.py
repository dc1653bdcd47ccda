"""用户与日志: an admin adds, changes and shuts out users by forms, and looks whether the log is whole."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.api.http.access.conftest import PASSWORD, Served
from tests.api.http.conftest import Serve


class TestUsers:
    @pytest.mark.slow
    def test_an_admin_adds_gives_a_token_and_shuts_out(self, served: Served) -> None:
        client = served.signed_in("admin")
        sent = {"form_token": served.form_token(client), "name": "演示新人", "role": "staff"}
        added = client.post("/users?lang=zh", data={**sent, "password": PASSWORD, "again": PASSWORD})
        assert added.status_code == 303, added.text
        assert "演示新人" in client.get("/users?lang=zh").text
        made = client.post("/users/演示新人/token?lang=zh", data={**sent, "days": "7"}).text
        token = re.search(r'<code id="token">([^<]+)</code>', made)
        assert token
        assert served.client(Authorization=f"Bearer {token[1]}").get("/v1/coverage").status_code == 200
        assert token[1] not in client.get("/users").text
        client.post("/users/演示新人/revoke", data=sent)
        assert served.client(Authorization=f"Bearer {token[1]}").get("/v1/coverage").status_code == 401

    def test_a_token_for_no_day_is_none(self, served: Served) -> None:
        client = served.signed_in("admin")
        sent = {"form_token": served.form_token(client), "days": "0"}
        assert client.post("/users/staff/token", data=sent).status_code == 422

    def test_a_password_is_typed_twice_alike(self, served: Served) -> None:
        client = served.signed_in("admin")
        sent = {"form_token": served.form_token(client), "name": "演示新人", "role": "staff"}
        assert client.post("/users", data={**sent, "password": PASSWORD, "again": "x"}).status_code == 422

    def test_what_was_written_stays_where_a_name_is_not_found(self, served: Served) -> None:
        client = served.signed_in("admin")
        sent = {"form_token": served.form_token(client), "name": "演示新人", "role": "planner", "place": "演示没有这里"}
        page = client.post("/users?lang=zh", data={**sent, "password": PASSWORD, "again": PASSWORD})
        assert page.status_code == 404
        assert 'name="place" value="演示没有这里"' in page.text
        assert 'name="name" value="演示新人"' in page.text
        assert '<option value="planner" selected>' in page.text
        assert 'role="alert"' in page.text
        assert PASSWORD not in page.text

    @pytest.mark.parametrize("name", ["staff", "planner", "reader"])
    @pytest.mark.parametrize("path", ["/users", "/log"])
    def test_nobody_else_sees_them(self, served: Served, name: str, path: str) -> None:
        assert served.program(name).get(path).status_code == 403

    @pytest.mark.parametrize("work", ["passwd", "token", "revoke"])
    def test_whether_there_is_a_user_is_told_to_an_admin_alone(self, served: Served, work: str) -> None:
        there, absent = (served.program("planner").post(f"/users/{name}/{work}") for name in ("staff", "nobody"))
        assert (there.status_code, there.text) == (absent.status_code, absent.text.replace("nobody", "staff"))
        assert there.status_code == 403

    def test_a_form_without_its_token_is_refused(self, served: Served) -> None:
        client = served.signed_in("admin")
        assert client.post("/users", data={"name": "演示新人", "role": "admin"}).status_code == 403


class TestLog:
    def test_is_shown_filtered_and_checked(self, served: Served) -> None:
        client = served.signed_in("admin")
        found = client.get("/log?check=1&lang=zh").text
        assert "日志完整" in found
        assert "<td>admin</td>" in found
        assert "没有记录" in client.get("/log?who=nobody&lang=zh").text

    def test_a_changed_line_is_found(self, served: Served) -> None:
        served.signed_in("staff")
        client = served.signed_in("admin")  # the second line holds the first
        before = served.log.path.read_bytes()
        served.log.path.write_bytes(before.replace(b'"who": "', b'"who": "x', 1))
        try:
            assert "日志从第 " in client.get("/log?check=1&lang=zh").text
        finally:
            served.log.path.write_bytes(before)


class TestTheFirst:
    @pytest.mark.slow
    def test_is_an_admin_and_then_everybody_signs_in(self, serve: Serve, yanshan: Path, tmp_path: Path) -> None:
        client = serve(Path(shutil.copy(yanshan, tmp_path / "copy.linli")))
        assert "还没有用户" in client.get("/users?lang=zh").text
        said = {"name": "演示管理员", "password": PASSWORD, "again": PASSWORD}
        assert client.post("/users", data={**said, "role": "reader"}).status_code == 422
        assert client.post("/users", data={**said, "role": "admin"}).status_code == 303
        assert client.get("/users").headers["location"].startswith("/login")

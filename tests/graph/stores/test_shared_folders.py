"""Folders shared with another system: refused as network drives are, unless somebody says that they know."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import NetworkDrive
from graph.stores import MemoryStore, SqliteStore, open_store
from graph.stores.sqlite import location
from tests.graph.stores.files import SOME, names


@pytest.fixture(params=["9p", "virtiofs", "vboxsf", "drvfs", "fuse.vmhgfs-fuse", "cifs"])
def shared(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on a mount of a kind."""
    folder = tmp_path / "mnt" / "c"
    folder.mkdir(parents=True)
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nC:\\134 {folder.resolve()} {request.param} rw 0 0\n")
    monkeypatch.setattr(location, "MOUNTS", mounts)
    monkeypatch.delenv("LINLI_I_KNOW", raising=False)
    return folder


@pytest.mark.usefixtures("made_anew")
class TestSharedFolder:
    def test_is_refused_with_what_can_be_done(self, shared: Path) -> None:
        with pytest.raises(NetworkDrive) as error:
            open_store(shared / "linli.db")
        assert error.value.code in {"shared_folder", "network_drive"}
        assert (error.value.code == "network_drive") == (error.value.params["drive"] == "cifs")
        assert "--i-know" in str(error.value.suggestion())
        assert names(shared) == []

    def test_is_refused_for_a_backup(self, shared: Path) -> None:
        with MemoryStore() as store, pytest.raises(NetworkDrive):
            store.backup(shared / "b.db")

    def test_is_taken_where_said_in_python(self, shared: Path) -> None:
        with open_store(shared / "linli.db", i_know=True) as store:
            assert store.commit(SOME).number == 1

    @pytest.mark.parametrize(("said", "taken"), [("1", True), ("yes", True), ("0", False), ("", False)])
    def test_is_taken_where_the_environment_says_so(
        self, shared: Path, monkeypatch: pytest.MonkeyPatch, said: str, *, taken: bool
    ) -> None:
        monkeypatch.setenv("LINLI_I_KNOW", said)
        if taken:
            SqliteStore(shared / "linli.db").close()
        else:
            with pytest.raises(NetworkDrive):
                SqliteStore(shared / "linli.db")

    def test_is_refused_where_python_says_so_whatever_the_environment(
        self, shared: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LINLI_I_KNOW", "1")
        with pytest.raises(NetworkDrive):
            SqliteStore(shared / "linli.db", i_know=False)

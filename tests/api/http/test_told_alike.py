"""Two ledgers that differ in what somebody may not know: on every address they are told the same, to the last count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from fastapi import FastAPI

from api.access import Account, Role
from api.app import create_app
from api.settings import Settings
from tests.api.http.asked_everywhere import addresses
from tests.api.http.personas import client_as
from tests.graph.steps.played import Played
from tests.stores import stored

_LINES = """
place 乙街道 street
place 乙街道/东社区 community
place 乙街道/东社区/东园 estate
place 乙街道/东社区/东园/1号楼 building
place 乙街道/东社区/东园/1号楼/甲门 home
place 乙街道/东社区/东园/1号楼/乙门 home
place 乙街道/东社区/东园/2号楼 building
organisation 东居委 form=居委会 answers_for=乙街道/东社区
post 主任 name=东主任 in=东居委 holder=演示甲长
organisation 演示物业 form=property_company answers_for=乙街道/东社区/东园
post 经理 name=物业经理 in=演示物业 holder=演示己理
organisation 演示业委会 form=owners_committee located_at=乙街道/东社区/东园
organisation 演示合唱队 form=unit located_at=乙街道/东社区/东园
organisation 演示医院 form=unit located_at=乙街道
person 演示壬户 lives_in=乙街道/东社区/东园/1号楼/甲门
person 演示癸户 lives_in=乙街道/东社区/东园/1号楼/乙门
offer 陪诊 given_by=演示医院 serves=乙街道 categories=助医 capacity=5
need 电梯坏了 number=8 category=facilities located_at=乙街道/东社区/东园/1号楼 about=演示物业
need 灯坏了 key=aaaaaaaaaaaaaaab number=9 category=水电维修 about=演示物业
located_at 灯坏了 乙街道/东社区/东园/1号楼/{door}
need 要问诊 key=aaaaaaaaaaaaaaad number=12 category=助医
located_at 要问诊 乙街道/东社区/东园/{building}
step 登记 key=aaaaaaaaaaaaaaaf need=电梯坏了 at="2024-10-08 09:00" state=待受理 by={unit}
step 受理 key=aaaaaaaaaaaaaaag need=电梯坏了 at="2024-10-08 10:00" state=已受理 by=东居委
raises {unit} 电梯坏了
raises {person} 灯坏了 purpose=上门前联系 agreed_on=2024-10-20 {withdrawn}
"""
_SAID = {"door": "甲门", "building": "1号楼", "unit": "演示业委会", "person": "演示壬户", "withdrawn": ""}
_KEY = Played(_LINES.format(**_SAID)).names.key
_ESTATE, _BUILDING = _KEY("乙街道/东社区/东园"), _KEY("乙街道/东社区/东园/1号楼")
_ADMIN = Account("演示账号", Role.ADMIN)
_OF_ESTATE = Account("演示账号", Role.STAFF, place=_ESTATE)
#: By what differs, to whom it may not be told, and about which things every address is asked.
_SECRETS: list[tuple[dict[str, str], Account, tuple[str, ...]]] = [
    ({"unit": "演示合唱队"}, Account("演示账号", Role.STAFF, seat=_KEY("演示物业")), ("电梯坏了", "演示业委会")),
    (
        {"unit": "演示合唱队"},
        Account("演示账号", Role.STAFF, _ESTATE, seat=_KEY("物业经理")),
        ("电梯坏了", "演示合唱队"),
    ),
    ({"person": "演示癸户"}, _ADMIN, ("灯坏了", "演示壬户")),
    ({"person": "演示癸户"}, Account("演示账号", Role.READER, place=_BUILDING), ("灯坏了", "演示癸户")),
    ({"door": "乙门"}, _ADMIN, ("灯坏了", "乙街道/东社区/东园/1号楼/甲门")),
    ({"door": "乙门"}, _OF_ESTATE, ("灯坏了", "乙街道/东社区/东园/1号楼/乙门")),
    ({"withdrawn": "agreed_until=2024-10-25"}, _ADMIN, ("灯坏了", "演示壬户")),
    ({"building": "2号楼"}, Account("演示账号", Role.READER, partner=_KEY("演示医院")), ("要问诊", "陪诊")),
]
_MAY_KNOW = ({"unit": "演示合唱队"}, Account("演示账号", Role.STAFF), ("电梯坏了",))
#: What differs each time: codes, names of jobs, the log, which tells its own lines, and what the service counts.
_EACH_TIME = re.compile(r"/v1/log|/log|/v1/lists/partners|/match/plan|/v1/jobs|/jobs|/v1/metrics")
_WHEN = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+\d\d:\d\d)?")
#: A digest of a revision is of all in it; the key of a tie in these lines is made of its ends, as no command makes one.
_UNDER = re.compile(r"\b[0-9a-f]{16,64}\b|\b(?:located_at|raises)-[a-z2-7]{16}\b")


@contextmanager
def service(folder: Path, said: dict[str, str]) -> Iterator[FastAPI]:
    """Serve the ledger with something in it otherwise."""
    app = create_app(Settings(store=str(stored(folder / "linli.db", _LINES.format(**(_SAID | said))))))
    yield app
    app.state.live.close()


def told(app: FastAPI, account: Account, about: tuple[str, ...]) -> dict[str, str]:
    """Return all that somebody is told, by address."""
    keys = [_KEY(one) for one in about]
    day = datetime.now(UTC).date().isoformat()
    found = {}
    with client_as(app, account) as client:
        for address in addresses(app, keys):
            if _EACH_TIME.match(address):
                continue
            response = client.get(address)
            if response.status_code != 202:  # begun, and told by a name of its own
                found[address] = f"{response.status_code} {_plain(response.content)}".replace(day, "")
    return found


def _plain(content: bytes) -> str:
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as book:
            text = "\n".join(book.read(name).decode(errors="replace") for name in sorted(book.namelist()))
    else:
        text = content.decode(errors="replace")
    return _UNDER.sub("", _WHEN.sub("", text))


def differing(folder: Path, secret: tuple[dict[str, str], Account, tuple[str, ...]]) -> list[str]:
    """Return the addresses on which somebody is told otherwise of the one ledger than of the other."""
    otherwise, account, about = secret
    answers = []
    for name, said in (("one", {}), ("other", otherwise)):
        (folder / name).mkdir()
        with service(folder / name, said) as app:
            answers.append(told(app, account, about))
    one, other = answers
    return [address for address in one.keys() & other.keys() if one[address] != other[address]]


@pytest.mark.slow
@pytest.mark.parametrize("secret", _SECRETS, ids=[f"{next(iter(one[0]))}-{at}" for at, one in enumerate(_SECRETS)])
def test_who_may_not_know_is_told_the_same(
    tmp_path: Path, secret: tuple[dict[str, str], Account, tuple[str, ...]]
) -> None:
    assert differing(tmp_path, secret) == []


@pytest.mark.slow
def test_what_the_end_of_a_home_leaves_behind_tells_of_no_need_behind_its_door(tmp_path: Path) -> None:
    sent = {"thing": _KEY("乙街道/东社区/东园/1号楼/甲门")}
    answers = []
    for name, said in (("one", {}), ("other", {"door": "乙门"})):
        (tmp_path / name).mkdir()
        with service(tmp_path / name, said) as app, client_as(app, _OF_ESTATE) as client:
            made = client.post("/v1/adjustments/dissolve?dry_run=true&on=2024-11-01", json=sent)
            assert made.status_code == 200, made.text
            answers.append(_plain(made.content).replace(made.json()["digest"], ""))
    assert answers[0] == answers[1]


#: Work on a home, with what is sent for it beside the home, by name.
_OF_HOMES: dict[str, dict[str, object]] = {
    "merge": {"into": _KEY("乙街道/东社区/东园/1号楼/乙门")},
    "split": {"into": {"甲门西": []}},
    "move": {"to": _KEY("乙街道/东社区/东园/2号楼")},
}


@pytest.mark.slow
@pytest.mark.parametrize("work", _OF_HOMES)
def test_work_on_a_home_tells_of_no_need_behind_its_door(tmp_path: Path, work: str) -> None:
    sent = {"thing": _KEY("乙街道/东社区/东园/1号楼/甲门"), **_OF_HOMES[work]}
    answers = []
    for name, said in (("one", {}), ("other", {"door": "乙门"})):
        (tmp_path / name).mkdir()
        with service(tmp_path / name, said) as app, client_as(app, Account("演示账号", Role.STAFF)) as client:
            tried = client.post(f"/v1/adjustments/{work}?dry_run=true&on=2024-11-01", json=sent)
            made = client.post(f"/v1/adjustments/{work}?on=2024-11-01", json=sent)
            assert (tried.status_code, made.status_code) in ((200, 201), (200, 200)), tried.text + made.text
            changes = client.get("/v1/changes")
            answers.append([_same_keys(one.text) for one in (tried, made, changes)])
    assert answers[0] == answers[1]


def _same_keys(text: str) -> str:
    """Return a text with a number for each key that was made at random, in the order in which they come."""
    text, found = _plain(text.encode()), dict[str, str]()
    return re.sub(r"\b[a-z_]+-[a-z2-7]{16}\b", lambda one: found.setdefault(one[0], f"key {len(found)}"), text)


@pytest.mark.slow
def test_who_may_know_is_told_it(tmp_path: Path) -> None:
    assert f"/v1/things/{_KEY('电梯坏了')}" in differing(tmp_path, _MAY_KNOW)

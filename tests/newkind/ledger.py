"""A small ledger with workshops in it, loaded from a workbook, and what is asked of it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path

from graph.names import Names
from graph.network import Network
from graph.rules import Norm, Rules, load_rules
from graph.stores import Store, open_store
from loaders.run import load
from loaders.template import write_workbook

ON = date(2024, 11, 1)
_SHEETS = {
    "place": [
        {"名称": "甲社区", "层级": "社区"},
        {"名称": "乙社区", "层级": "社区"},
    ],
    "organisation": [
        {"名称": "演示党委", "组织形式": "党委", "负责范围": "甲社区", "开办": "甲社区//木工坊"},
    ],
    "workshop": [
        {
            "名称": "木工坊",
            "类别": "木工",
            "工具": "锯、刨",
            "出资单位": "甲社区//演示党委",
            "设在": "甲社区",
            "保管人": "演示甲",
        },
    ],
    "course": [{"名称": "木工课", "工坊": "甲社区//木工坊"}],
    "figure": [
        {
            "对象": "甲社区",
            "指标": "工坊",
            "统计口径": "count 种类=工坊",
            "数值": "1个",
            "单位": "个",
            "截至": "2024-11-01",
        },
    ],
}
_NORM = {
    "id": "a-workshop",
    "title": {"zh": "每个社区有工坊", "en": "A workshop in each community"},
    "sort": "local_practice",
    "cite": {"document": "演示"},
    "subject": {"kind": ["place"], "level": ["community"]},
    "presence": {"of": {"kind": ["workshop"], "category": ["木工"]}},
    "pack": "workshops",
}


class Ledger:
    """A store in a folder, and everything opened on it."""

    def __init__(self, folder: Path) -> None:
        """Write a workbook and load it; what it says is complete, in both communities."""
        complete = [("2024-11-01", place, "") for place in ("甲社区", "乙社区")]
        write_workbook(folder / "ledger.xlsx", _SHEETS, {"workshop": complete})
        self.path = folder / "ledger.db"
        with open_store(self.path) as store:
            self.report = load("workbook", [folder / "ledger.xlsx"], store, by="测试")

    @cached_property
    def store(self) -> Store:
        """The store."""
        return open_store(self.path)

    @cached_property
    def network(self) -> Network:
        """All of it on the day."""
        return Network(self.store.tables(), ON)

    @cached_property
    def names(self) -> Names:
        """All of it by name."""
        return Names(self.network.tables(), ON)

    @cached_property
    def rules(self) -> Rules:
        """One norm, of every community."""
        rules = load_rules()
        packs = {**rules.packs, "workshops": (Norm.model_validate(_NORM),)}
        return Rules(rules.profiles, packs, dict(rules.digests)).only("workshops")

    @cached_property
    def key(self) -> str:
        """The key of the one workshop."""
        key: str = self.store.tables()["workshop"]["key"].item()
        return key

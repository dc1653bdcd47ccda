"""The places in which a kind must be found, each a function that asserts that it is."""

from __future__ import annotations

import io
import json
import warnings
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any

import networkx as nx
import openpyxl
import pytest
from hypothesis import Phase, find, settings

from api.app import create_app
from api.cli import run
from api.settings import Settings
from graph import plain, questions
from graph.cypher import coverage_presence
from graph.cypher import reconcile as cypher_reconcile
from graph.errors import NotFound
from graph.exchange.graphml import graphml
from graph.network import Network
from graph.pictures.surroundings import surroundings
from graph.rules import Rules, base_vocabulary, load_rules
from graph.stores.neo4j.shown import with_names
from loaders.template import write_template
from tests.casefile.notation import read_network
from tests.networks import DAYS, networks
from tests.newkind.ledger import ON, Ledger
from tests.rulebooks import RULEBOOKS

if TYPE_CHECKING:
    from pathlib import Path

    from graph.tables import Tables


def _same(question: str, network: Network, rules: Rules, **options: Any) -> bool:
    """Whether the fast version of a question says what the plain one says."""
    fast, slow = (getattr(version, question)(network, rules, **options).to_dict() for version in (questions, plain))
    return {**fast, "options": None} == {**slow, "options": None}


def written(lines: str) -> Tables:
    """Return a community with what some lines of a case say."""
    rules = load_rules()
    text = f"place 甲社区 社区\n{lines}"
    return read_network(text, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu")).tables


def the_template(_ledger: Ledger, folder: Path) -> None:
    write_template(folder / "template.xlsx")
    book = openpyxl.load_workbook(folder / "template.xlsx")
    told, header = ([cell.value for cell in book["工坊"][row]] for row in (1, 2))
    assert told[0] == "台账完整截至"
    assert header[:6] == ["名称", "类别", "工具", "出资单位", "保管人", "设在"]
    assert "开办" in [cell.value for cell in book["组织"][2]]


def loads(ledger: Ledger, _folder: Path) -> None:
    assert [issue.code for issue in ledger.report.issues] == ["unknown_word_kept"]
    tables = ledger.store.tables()
    party, place = tables["organisation"]["key"].item(), ledger.names.resolve("甲社区")
    assert tables["workshop"].select("category", "tools", "sponsor").row(0) == ("木工", ["锯", "刨"], party)
    assert tables["kept_at"].select("source", "target").rows() == [(ledger.key, place)]
    assert tables["opens"].select("source", "target").rows() == [(party, ledger.key)]
    assert tables["workshop_personal"]["keeper"].to_list() == ["演示甲"]
    assert tables["course"]["workshop"].to_list() == [ledger.key]


def loads_again(ledger: Ledger, folder: Path) -> None:
    again = Ledger(folder)
    assert (again.report.added, again.report.changed) == (0, 0)
    assert again.key == ledger.key


def names(ledger: Ledger, _folder: Path) -> None:
    for said in ("甲社区//木工坊", "木工坊", "甲社区//木工", "//木工坊"):
        assert ledger.names.resolve(said) == ledger.key
    assert ledger.names.path_of(ledger.key) == "甲社区//木工坊"
    assert ledger.names.path_of(ledger.names.resolve("木工坊//木工课")) == "甲社区//木工坊//木工课"
    for said in ("木工坊", "mugongfang", "mgf"):
        assert ledger.names.find(said)[0].key == ledger.key
    with pytest.raises(NotFound) as error:
        ledger.names.resolve("甲社区//木匠坊")
    assert str(error.value.params["candidates"]).startswith("甲社区//木工坊")


def within(ledger: Ledger, _folder: Path) -> None:
    network = ledger.network
    place = network.row(ledger.names.resolve("甲社区"))
    for name in ("木工坊", "木工课"):
        row = network.row(ledger.names.resolve(name))
        assert (network.name(row), network.view.anchor[row]) == (name, place)
    assert network.to_networkx().nodes[ledger.key]["category"] == "木工"


def coverage(ledger: Ledger, _folder: Path) -> None:
    found = questions.coverage(ledger.network, ledger.rules, states=None)
    rows = [(row["subject"]["name"], row["state"], row["has"]["high"]) for row in found.rows.to_dicts()]
    assert sorted(rows) == [("乙社区", "gap", 0), ("甲社区", "met", 1)]
    assert _same("coverage", ledger.network, ledger.rules, states=None)


def audit(_ledger: Ledger, _folder: Path) -> None:
    network = Network(written("workshop 木工\nworkshop 铁工 name=铁工坊 kept_at=甲社区"), ON)
    (loose,) = network.tables()["workshop"].filter(name="木工")["key"].to_list()
    assert questions.audit(network, load_rules()).issues == (
        {"code": "outside_every_within", "id": loose, "other": None},
    )
    assert _same("audit", network, load_rules())


def figures(ledger: Ledger, _folder: Path) -> None:
    found = questions.reconcile(ledger.network, ledger.rules)
    assert found.rows["verdict"].to_list() == ["agrees"]
    assert _same("reconcile", ledger.network, ledger.rules)


def listings(ledger: Ledger, _folder: Path) -> None:
    tables = ledger.store.tables()
    assert tables["listing"]["selector"].to_list() == ["kind=workshop"] * 2


def cypher(ledger: Ledger, _folder: Path) -> None:
    asked = coverage_presence.parameters(ledger.rules, on=ON)
    assert [(norm["label"], norm["through"]) for norm in asked["norms"]] == [("Workshop", "KEPT_AT")]
    known = cypher_reconcile.parameters(ledger.rules, on=ON)
    assert known["labels"]["workshop"] == "Workshop"
    assert {"kept_at", "opens"} <= {*known["ties"]}
    shown = with_names("workshop", ledger.store.tables()["workshop"])
    assert shown["display_name"].to_list() == ["木工坊"]


def pictures(ledger: Ledger, _folder: Path) -> None:
    page = surroundings(ledger.network, ledger.rules, ledger.key, 1)
    for drawn in ("木工坊（木工）", "甲社区//木工坊", "演示党委", "设在", "开办", "#123abc", "#456def"):
        assert drawn in page or json.dumps(drawn)[1:-1] in page, drawn
    assert "演示甲" not in page


def graph_ml(ledger: Ledger, _folder: Path) -> None:
    text = graphml(ledger.network, ledger.rules)
    graph = nx.parse_graphml(text)
    assert graph.nodes[ledger.key]["label"] == "木工坊"
    tied = {fields["kind"] for _, _, fields in graph.edges(data=True)}
    assert {"kept_at", "opens"} <= tied
    assert "演示甲" not in text


def dictionary(_ledger: Ledger, _folder: Path) -> None:
    assert base_vocabulary().resolve("kind", "工坊") == "workshop"
    for asked in (("kinds",), ("kinds", "工坊"), ("kinds", "--markdown"), ("kinds", "kept_at", "--json")):
        said = io.StringIO()
        with redirect_stdout(said):
            assert run(asked) == 0
        assert "kept_at" in said.getvalue() or "出资单位" in said.getvalue()


def http(ledger: Ledger, _folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient

        with TestClient(create_app(Settings(store=str(ledger.path))), base_url="http://localhost") as client:
            described = json.dumps(client.get("/openapi.json").json(), ensure_ascii=False)
            found = client.get("/v1/things", params={"kind": "workshop", "q": "mugong"}).json()
            shown: dict[str, Any] = client.get(f"/v1/things/{ledger.key}").json()
            kinds = client.get("/v1/kinds").json()["kinds"]
    assert '"workshop"' in described
    assert '"sponsor"' in described
    assert [(row["key"], row["path"]) for row in found["rows"]] == [(ledger.key, "甲社区//木工坊")]
    assert (shown["kind"], shown["fields"]["category"]) == ("workshop", "木工")
    assert {"workshop", "kept_at", "opens"} <= {kind["kind"] for kind in kinds}


def cases(_ledger: Ledger, _folder: Path) -> None:
    tables = written("organisation 党委\nworkshop 木工 name=木工坊 kept_at=甲社区 sponsor=党委\nopens 党委 木工坊")
    assert tables["workshop"]["sponsor"].to_list() == tables["organisation"]["key"].to_list()
    assert tables["kept_at"].height == tables["opens"].height == 1


def random_networks(_ledger: Ledger, _folder: Path) -> None:
    quick = settings(max_examples=50, deadline=None, database=None, phases=[Phase.generate])
    drawn = find(networks(), lambda one: one.tables["kept_at"].height > 0, settings=quick)
    assert {"name", "category", "sponsor"} <= {*drawn.tables["workshop"].columns}
    network = Network(drawn.tables, DAYS[2])
    mine = tuple(norm for norm in RULEBOOKS["all norms everywhere"].norms if norm.id == "n-workshop")
    rules = Rules({}, {"norms": mine}, {}).only("norms")
    assert len(rules.norms) == 1
    assert _same("coverage", network, rules, states=None)


PLACES = {
    one.__name__: one
    for one in (
        the_template,
        loads,
        loads_again,
        names,
        within,
        coverage,
        audit,
        figures,
        listings,
        cypher,
        pictures,
        graph_ml,
        dictionary,
        http,
        cases,
        random_networks,
    )
}

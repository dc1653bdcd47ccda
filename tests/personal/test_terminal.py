"""Every command, in both languages and as JSON: none tells a personal value; with `--personal` it is written down."""

from __future__ import annotations

import io
import stat
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from openpyxl import Workbook

import graph
from api.cli import run
from api.cli.commands import commands
from graph.files import PRIVATE_FOLDER
from graph.forms.register import FORMS
from graph.parting.folder import PAGE
from graph.questions import match
from graph.rules import load_rules
from tests.api.conftest import ON
from tests.personal.conftest import Filled, ReadOnce
from tests.reading_pdf import pages_said

Lines = Iterator[list[str]]
_ALL = ("--limit", "100000")


def _partner(filled: Filled) -> str:
    """Return an organisation that gives something."""
    givers = filled.tables["gives"].sort("key")["source"]
    return str(givers.filter(givers.str.starts_with("organisation"))[0])


def _questions(filled: Filled) -> Lines:
    for more in ([], ["--claims"], ["--partner", _partner(filled)]):
        yield ["lists", "--on", ON, "-o", "lists.xlsx", "--force", *more]
    for question in (
        "coverage",
        "reconcile",
        "audit",
        "match",
        "cobuilding",
        "duplicates",
        "needs",
        "monthly",
        "bulletin",
        "orders",
        "terms",
    ):
        more = ["--state", "all", "--load"] if question == "coverage" else []
        yield [question, *more, *_ALL, "--on", ON]
        yield [question, *more, "--on", ON, "--json"]
    for key in (one for one in filled.some() if one not in filled.residents):
        yield ["escalate", key, "--on", ON]
        yield ["escalate", key, "--on", ON, "--json"]
    for seat in (min(filled.public), filled.tables["post"].sort("key")["key"][0]):
        yield ["todo", seat, *_ALL, "--on", ON]
        yield ["todo", seat, "--on", ON, "--json"]
    for server in (min(filled.public), filled.tables["team"].sort("key")["key"][0]):
        yield ["served", server, *_ALL, "--on", ON]
        yield ["served", server, "--on", ON, "--json"]
    yield ["site", "heads", *_ALL, "--on", ON]
    yield ["site", "heads", "--on", ON, "--json"]
    need = filled.tables["need"].sort("key")["key"][0]
    yield ["need", need, "--on", ON]
    yield ["need", need, "--on", ON, "--json"]
    home = filled.homes[min(filled.homes)]
    yield ["escalate", home, "--on", ON]
    yield ["escalate", home, "--about", min(filled.public), "--on", ON, "--json"]


def _looking(filled: Filled) -> Lines:
    home, unit = filled.homes[min(filled.homes)], filled.tables["member_of"].sort("key")["target"][0]
    for key in (*filled.some(), home, unit):
        for command in (["show", "--on", ON], ["history"]):
            yield [*command, key, *_ALL]
            yield [*command, key, "--json"]
    yield ["history"]
    yield ["find", *_ALL]
    yield ["find", "--json"]
    yield ["find", "演示", "--kind", "person", *_ALL, "--json"]
    yield ["find", "--within", home, "--on", ON]
    yield ["changes", *_ALL]
    yield ["changes", "--json"]
    yield ["undo", "2", "--dry-run", *_ALL]
    yield ["undo", "2", "--dry-run", "--json"]
    yield ["find", filled.names_by_key[filled.some()[-1]]]
    rows = match(filled.network.on(date.fromisoformat(ON)), load_rules()).rows.to_dicts()
    pairs = ((one["demand"]["id"], one["offer"]["id"]) for one in rows)
    met = {*filled.tables["meets"].select("target", "source").iter_rows()}
    fresh = next(pair for pair in pairs if pair not in met)
    for step in (["ask"], ["claim"], ["decline"], ["pin", "--reason", "演示"]):
        line = ["match", *step, *fresh, "--on", ON, "--dry-run"]
        yield line
        yield [*line, "--json"]


def _changing(filled: Filled) -> Lines:
    """Yield each piece of weekly work, shown before it is written."""
    day = date.fromisoformat(ON)
    there = pl.col("since").fill_null(day).le(day) & pl.col("until").is_null()
    holds, places, teams = (filled.tables[kind].filter(there).sort("key") for kind in ("holds", "place", "team"))
    public = holds.filter(pl.col("source").is_in(sorted(filled.public)))
    seat, (holder, other) = public["target"][0], sorted(filled.public)[:2]
    estates = places.filter(pl.col("level").is_in(["estate", "courtyard"]))["key"].to_list()
    team = teams["key"][0]
    for line in (
        ["appoint", seat, other],
        ["vacate", seat],
        ["absent", holder, "--stands-in", other],
        ["move", team, estates[0]],
        ["rename", estates[0], "演示新名"],
        ["establish", "team", "--name", "演示新队", "--at", estates[0]],
        ["dissolve", team],
        ["merge", team, teams["key"][1]],
        ["split", estates[0], "--into", "演示新院="],
    ):
        for more in ([], ["--json"]):
            yield [*line, "--on", ON, "--dry-run", *more]
    head = "次序,日期,做什么,对象,人员,代岗人"
    lines = [f"1,{ON},任命,{seat},{other},", f"2,{ON},卸任,{seat},,", f"3,{ON},缺位,{holder},,{other}"]
    for name in ("a.csv", "b.csv"):
        Path(name).write_text("\n".join([head, *lines]), encoding="utf-8")
        lines = lines[:1]
    for more in ([], ["--json"]):
        yield ["plan", "look", "a.csv", *more]
        yield ["plan", "apply", "a.csv", "--dry-run", *more]
        yield ["plan", "compare", "a.csv", "b.csv", *more]


def _checking(_filled: Filled) -> Lines:
    yield ["reconcile", "--on", ON, "--json", ">", "answer.json"]
    yield ["verify", "answer.json"]
    yield ["copy", "--to", "copied.db", "--json"]
    yield ["doctor"]
    yield ["doctor", "--json"]
    yield ["log", "--json"]
    yield ["backup", "--to", "kept.db", "--json"]
    yield ["restore", "kept.db", "--json"]
    yield ["upgrade", "--json"]
    yield ["compact", "--before", "2124-01-01", "--dry-run", "--json"]
    yield ["rules"]
    yield ["rules", "--json"]
    yield ["kinds"]
    yield ["kinds", "--json"]
    yield ["cypher"]
    yield ["cypher", "escalate"]


def _blank() -> None:
    """Write a blank form of posts and their holders, and what its cells are."""
    Workbook().save("blank.xlsx")
    columns = "{A: {field: name}, B: {field: role}, C: {field: phone}}"
    line = f"  - {{rows: 2-2000, each: kind=post, columns: {columns}}}"
    Path("blank.yaml").write_text(f"tables:\n{line}\n", encoding="utf-8")


def _files(filled: Filled) -> Lines:
    _blank()
    within = ["--within", filled.middle, "--on", ON]
    yield ["fill", "blank.xlsx", "--map", "blank.yaml", *within, "-o", "filled.xlsx", "--force"]
    yield ["fill", "filled.xlsx", "--back", "--map", "blank.yaml", *within]
    yield ["template", "-o", "template.xlsx"]
    yield ["sample", "suzhoulu", "-o", "sample.xlsx"]
    yield ["load", str(filled.workbook), "--dry-run"]
    yield ["map", str(filled.workbook), "-o", "ours.map.yaml", "--force"]
    for more in ([], ["--claims"], ["--partner", _partner(filled)]):
        yield ["lists", "--on", ON, "-o", "lists.xlsx", "--force", *more]
    for question in (
        "coverage",
        "reconcile",
        "audit",
        "match",
        "cobuilding",
        "duplicates",
        "needs",
        "monthly",
        "bulletin",
        "orders",
        "terms",
    ):
        yield [question, "--on", ON, "-o", f"{question}.xlsx", "--force"]
        yield [question, "--on", ON, "-o", f"{question}.csv", "--force"]


def _served(filled: Filled) -> str:
    """Who took part in something."""
    return str(filled.tables["took_part"]["source"][0])


def _exports(filled: Filled) -> Lines:
    place = filled.middle
    home = filled.homes[min(filled.homes)]
    holder = min(filled.public)
    for more in ([], ["--internal"]):
        yield ["export", "graphml", "--on", ON, "-o", "linli.graphml", "--force", *more]
        yield ["export", "graphml", "--every-date", "-o", "linli.graphml", "--force", *more]
        for around in (place, home, holder):
            yield ["export", "graphml", "--around", around, "--depth", "2", "--on", ON, "--force", *more]
            yield ["export", "html", "--around", around, "--depth", "2", "--on", ON, "--force", *more]
            yield ["export", "svg", "--around", around, "--on", ON, "--force", *more]
        yield ["export", "pdf", "--around", place, "--on", ON, "--force", *more]
        yield ["export", "pdf", "--form", "grids", "--around", place, "--on", ON, "--force", *more]
    yield ["export", "xlsx", "-o", "ledger.xlsx", "--force"]
    yield ["export", "parquet", "-o", "parts"]
    yield ["spark", "coverage", "parts", "--master", "none", "-o", "found"]
    yield ["export", "--list"]
    for form in (one for one in FORMS.values() if "xlsx" in one.formats):
        whom = ["--whom", _served(filled)] if any(option.required for option in form.options) else []
        yield ["export", "xlsx", "--form", form.name, *whom, "--on", ON, "-o", "form.xlsx", "--force"]


def _refused(filled: Filled) -> Lines:
    resident = filled.residents[0]
    unserved = min(filled.public - {_served(filled)})
    yield ["export", "xlsx", "--form", "certificate", "--whom", unserved, "--on", ON, "-o", "form.xlsx", "--force"]
    for more in ([], ["--json"]):
        yield ["load", "people.csv", "--dry-run", *more]
        yield ["show", "没有这个人", *more]
        yield ["forget", resident, *more]
        yield ["undo", "1", *more]
        yield ["escalate", resident, *more]
        yield ["escalate", filled.names_by_key[resident], "--chain", "nothing", *more]
    yield ["export", "graphml", "--around", resident, "--force"]
    yield ["export", "html", "--around", filled.names_by_key[resident], "--force"]
    yield ["export", "svg", "--around", resident, "--force", "--internal"]


#: What is asked of the terminal, by sort.
ASKED = {
    "questions": _questions,
    "looking": _looking,
    "changing": _changing,
    "checking": _checking,
    "files": _files,
    "exports": _exports,
    "refused": _refused,
}
#: What of it writes, and so stands in the log, in which nobody's personal values were looked at.
WRITTEN = {
    "checking": ("linli restore kept.db",),
    "questions": ("linli lists --partner {partner}",),
    "files": ("linli lists --partner {partner}",),
}
#: Told by HTTP, in `test_http`; users are of a file of their own, with nobody of the ledger in it.
NOT_HERE = {"serve", "user"}


class Terminal:
    """Runs command lines in a folder, and reads all that they print and write."""

    def __init__(self, filled: Filled) -> None:
        self.filled, self.code = filled, 0

    def __call__(self, *args: str, lang: str = "zh") -> str:
        said = list(args)
        into = Path(said.pop()) if ">" in said else None
        said = [one for one in said if one != ">"]
        store = {"copy": "--from", "load": "--store"}.get(said[0], "--store")
        if said[0] not in ("rules", "kinds", "template", "sample", "map", "spark"):
            said += [store, str(self.filled.path)]
        before = {path: path.stat().st_mtime_ns for path in Path().iterdir()}
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            self.code = run([*said, "--lang", lang])
        if into is not None:
            into.write_text(out.getvalue(), encoding="utf-8")
        made = [path for path in Path().iterdir() if path.stat().st_mtime_ns != before.get(path)]
        return "\n".join([out.getvalue(), err.getvalue(), *map(_read, made)])


def _read(path: Path) -> str:
    if path.is_dir():
        if (path / PAGE).exists():  # parts of a store are their owner's as the store is
            assert stat.S_IMODE(path.stat().st_mode) == PRIVATE_FOLDER
            return ""
        return "\n".join(_read(one) for one in sorted(path.iterdir()))
    if path.suffix == ".parquet":
        return pl.read_parquet(path).write_json()
    if path.suffix == ".pdf":
        return "\n".join(line for page in pages_said(path) for line in page)
    if path.suffix == ".xlsx":  # every part as it stands there: cells, and comments, headers and properties too
        with ZipFile(path) as book:
            return "\n".join(book.read(name).decode("utf-8") for name in book.namelist() if name.endswith(".xml"))
    return "" if ".db" in path.name else path.read_text(encoding="utf-8")  # a store is its owner's


@pytest.fixture
def terminal(filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_once: ReadOnce) -> Terminal:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(graph, "open", read_once)  # to read the store takes longer than what most commands do then
    rows = filled.tables["person_personal"].sort("key").head(20).select("name", "phone", "birth_year")
    lines = [f"{name},{phone}x,{year}年,演示阶段9999" for name, phone, year in rows.iter_rows()]
    Path("people.csv").write_text("\n".join(["姓名,手机,出生年,成员·阶段", *lines]), encoding="utf-8")
    return Terminal(filled)


class TestEveryCommand:
    def test_is_among_those_that_are_searched(
        self, filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        asked = {line[0] for lines in ASKED.values() for line in lines(filled)}
        assert asked | NOT_HERE == commands().keys()

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("sort", "lang"), [*((sort, "zh") for sort in ASKED), ("looking", "en"), ("refused", "en")]
    )
    def test_tells_nothing_personal(self, terminal: Terminal, filled: Filled, sort: str, lang: str) -> None:
        before = filled.log()
        for line in ASKED[sort](filled):
            shown = terminal(*line, lang=lang)
            assert (line, filled.told(shown)) == (line, set())
            assert (line, terminal.code, shown) == (line, int(sort == "refused"), shown)
        new = filled.log()[len(before) :]
        assert filled.log()[: len(before)] == before
        written = [what.format(partner=_partner(filled)) for what in WRITTEN.get(sort, ())]
        assert [(one["what"], one["keys"]) for one in new] == [(what, []) for what in written]

    @pytest.mark.slow
    def test_where_somebody_lives_is_told_from_neither_end(self, terminal: Terminal, filled: Filled) -> None:
        person = filled.residents[0]
        home = filled.homes[person]
        path = filled.network.path(filled.network.row(home))
        for command in (
            ["show"],
            ["history"],
            ["escalate"],
            ["export", "graphml", "--force", "--internal", "--around"],
        ):
            assert (command, path in (text := terminal(*command, person)), home in text) == (command, False, False)
            if command[0] != "escalate":
                assert (command, person in terminal(*command, home)) == (command, False)
        assert person not in terminal("find", "--within", home, "--json")


class TestAFileForEverybody:
    @pytest.mark.slow
    @pytest.mark.parametrize("form", [("graphml",), ("html", "--around"), ("svg", "--around")])
    def test_names_only_who_holds_a_public_post(
        self, terminal: Terminal, filled: Filled, form: tuple[str, ...]
    ) -> None:
        around = [filled.middle] if len(form) > 1 else []
        depth = {"graphml": [], "html": ["--depth", "2"], "svg": ["--depth", "1"]}[form[0]]
        line = ["export", *form, *around, *depth, "--on", ON, "--force"]
        others = filled.names_by_key.keys() - filled.public
        assert filled.named(terminal(*line), others) == set()
        assert filled.named(terminal(*line, "--internal"))


class TestWithPersonal:
    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("line", "tells"),
        [
            (["show"], {"phone", "birth_year"}),
            (["show", "--json"], {"phone", "birth_year"}),
            (["history"], set()),
            (["history", "--json"], {"phone", "birth_year", "lives_in"}),
            (["export", "graphml", "--depth", "0", "--force", "--around"], {"phone", "birth_year"}),
        ],
    )
    def test_it_is_told_and_written_down(
        self, terminal: Terminal, filled: Filled, line: list[str], tells: set[str]
    ) -> None:
        person = filled.residents[0]
        before = len(filled.log())
        text = terminal(*line, person, "--personal")
        row = filled.tables["person_personal"].row(by_predicate=pl.col("key") == person, named=True)
        ties = filled.tables["lives_in"].filter(source=person)["key"].to_list()
        expected = {str(row[name]) for name in tells if name in row} | set(ties if "lives_in" in tells else [])
        assert expected <= filled.told(text)
        lines = filled.log()[before:]
        assert lines
        assert all(one["what"].startswith("linli ") and one["where"] == "terminal" for one in lines)
        assert {key for one in lines for key in one["keys"]} == {person}
        assert filled.told(str(lines)) == set()
        assert not filled.named(str(lines))

    @pytest.mark.slow
    def test_so_are_homes_and_classes(self, terminal: Terminal, filled: Filled) -> None:
        person = filled.residents[0]
        home = filled.homes[person]
        assert person in terminal("show", home, "--personal", "--json")
        assert person in terminal("find", "--within", home, "--personal", "--json")
        assert person in filled.log()[-1]["keys"]
        unit = filled.tables["member_of"].sort("key")["target"][0]
        told = filled.told(terminal("show", unit, "--personal", "--json"))
        assert {one[:4] for one in told} == {"演示类别", "演示阶段", "演示关系"}
        assert set(filled.log()[-1]["keys"]) <= set(filled.members)

    @pytest.mark.slow
    def test_and_the_path_up_from_where_somebody_lives(self, terminal: Terminal, filled: Filled) -> None:
        person = filled.residents[0]
        assert "totals" in terminal("escalate", person, "--personal", "--json", "--on", ON)
        assert filled.log()[-1]["keys"] == [person]

    @pytest.mark.slow
    def test_a_whole_graph_tells_everything(self, terminal: Terminal, filled: Filled) -> None:
        text = terminal("export", "graphml", "--every-date", "--force", "--personal")
        assert filled.told(text) == filled.values
        assert filled.named(text) == filled.names

    def test_what_cannot_be_written_down_is_not_shown(
        self, terminal: Terminal, filled: Filled, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("graph.viewing.log.os.write", lambda *_: 0)
        text = terminal("show", filled.residents[0], "--personal")
        assert filled.told(text) == set()
        assert "无法写入日志" in text

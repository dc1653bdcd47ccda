"""The lines of a case's network.

One line a thing; what it is tied to stands on its line. Words are those of the profile, places are
called by their paths, other things by their names::

    place 甲社区/一网格 grid                              # lies in 甲社区; type= occupancy= households= …
    place 甲社区/园/3号楼 building territory=甲社区/一网格   # a second parent, on the axis named
    homes 甲社区/一网格/1号楼 40 occupancy=入住            # forty homes; or homes=40 on the line of the place
    organisation 党支部 name=一支部 answers_for=甲社区/一网格 reports_to=社区党委
    post 书记 in=一支部 holder=演示甲 acting=演示乙        # holder=空缺: vacant; holder= : nobody wrote who
    post 书记 in=一支部 rank=副职 holder=演示丙 holder_until=2024-06-01
    person 演示丁 lives_in=甲社区/一网格/1号楼/1室
    team 和睦队 themes=和睦 serves=甲社区
    listing post role=网格员,楼长 within=甲社区 as_of=2024-11-01
    figure 甲社区 户数 65户 measure="sum households of kind=place level=户室" as_of=2024-11-01
    exception NORM 甲社区/一网格 reason=正在改造 until=2025-01-01
    absence 演示甲 stands_in=演示乙 post=网格员 since=2024-10-28 until=2024-11-04   # until: the first day back
    order NORM 甲社区 responsible=社区党委 assigned_on=2024-06-01 due=2024-10-31
    stated 甲社区/一网格 households=388 until=2024-06-01          # so on those days; else what its own line says
    assessment 一支部 党支部评星 period=2023 grade=五星
    offer 图书 given_by=图书馆 serves=甲社区 categories=图书 capacity=300 unit=本 period=month
    need 要书 category=图书 located_at=甲社区 quantity=300 unit=本 due=2024-12-31
    project 课堂 category=托管 located_at=甲社区 status=待认领
    agreement 协议 signed_by=党委,图书馆 place=甲社区
    meets 图书 要书 state=claimed quantity=100 asked_on=2024-10-01
    step 派单 need=要书 at=2024-10-08 state=已派单 to=图书馆 due="2024-10-10 12:00"  # numbered as they stand
    member_of 演示丁 一支部 class=自管                     # any tie as a line of its own: kind, from, to

``since`` is the first day, ``until`` the first day no more. A tie on a line takes its own fields after
its name: ``answers_for_until=``, ``reports_to_relation=指导``; of the holder, ``holder_until=``,
``absences=`` and ``term_ends=``. Who is named on two lines is one person. A post is called by its name,
by its role where only one has it, or ``role@unit`` or ``role@place``. With ``key=a`` a thing sorts as a.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from graph.errors import LinliError
from graph.keys import public_key
from graph.kinds import things
from graph.rules import Profile, Vocabulary
from graph.tables import Tables
from tests.casefile.gathered import Rows
from tests.casefile.inline import VACANT, add_tie, add_ties
from tests.casefile.lines import Line, read_line
from tests.casefile.names import CaseError, Names
from tests.casefile.values import Values

_DEMANDS = ("need", "project")
_THINGS = frozenset(kind.kind for kind in things())


@dataclass(frozen=True)
class Written:
    """The network that some lines describe, and what its things are called."""

    tables: Tables
    names: Names


def read_network(text: str, profile: Profile, words: Vocabulary) -> Written:
    """Return the network of some lines; the profile is put on every root place that names none.

    Raises:
        CaseError: A line is not understood; it is named.

    Example:
        >>> from graph.rules import load_rules
        >>> rules, key = load_rules(), "suzhoulu"
        >>> written = read_network("place 甲社区 社区 homes=2", rules.profiles[key], rules.vocabulary(key))
        >>> written.tables["place"]["level"].to_list()
        ['community', 'home', 'home']
    """
    lines = list(_with_homes(line for one in text.splitlines() if (line := read_line(one)) is not None))
    names, rows = Names(), Rows()
    values = Values(words, names)

    def add(line: Line) -> None:
        if line.kind in _THINGS:
            add_ties(line, profile, values, rows)
            _add_thing(line, profile, values, rows)
        else:
            add_tie(line, values, rows)
        if line.options:
            raise CaseError(f"not understood: {', '.join(sorted(line.options))}")

    for line in lines:
        if line.kind in _THINGS:
            _name(line, names)
    _name_people(lines, names, rows)
    for line in lines:
        _saying(line, add)
    return Written(rows.tables(), names)


def _with_homes(lines: Iterable[Line]) -> Iterable[Line]:
    """Write every home as a place of its own."""
    counted: Counter[str] = Counter()

    def homes(path: str, count: str, options: dict[str, str]) -> Iterable[Line]:
        for _ in range(int(count)):
            counted[path] += 1
            args = {"path": f"{path}/{counted[path]}室", "level": "home"}
            yield Line(f"place {args['path']} home", "place", args, dict(options))

    for line in lines:
        if line.kind == "homes":
            yield from homes(line.args["path"], line.args["count"], line.options)
        else:
            count = line.take("homes")
            yield line
            if count:
                yield from homes(line.args["path"], count, {})


def _name(line: Line, names: Names) -> None:
    """Give the thing of a line its key, and its labels, the one it is shown by first."""
    args, options = line.args, line.options
    match line.kind:
        case "place":
            labels = [args["path"]]
        case "post":
            at = [one for name in ("in", "answers_for") for one in options.get(name, "").split(",") if one]
            near = [f"{args['role']}@{one}" for path in at for one in (path, path.rpartition("/")[2])]
            labels = [*([options["name"]] if "name" in options else []), *near, args["role"]]
        case "figure":
            labels = [args["name"], f"{args['name']}@{args['subject']}"]
        case "listing" | "step" | "order" | "absence" | "assessment" | "stated":
            labels = [line.text]
        case "exception":
            labels = [f"exception from {args['norm']} at {args['place']}"]
        case _:
            (said,) = args.values()
            labels = [said if "name" in args else options.setdefault("name", said)]
    sorts_as = line.take("key")
    line.key = f"{line.kind}-{sorts_as}" if sorts_as else public_key(line.kind, labels[0], line.text)
    names.add(line.kind, line.key, labels)


def _name_people(lines: Iterable[Line], names: Names, rows: Rows) -> None:
    """Make a person of everybody who holds a post and has no line."""
    seated = [one for line in lines for name in ("holder", "acting") for one in line.options.get(name, "").split(",")]
    for person in dict.fromkeys(seated):
        if person and person != VACANT and not names.has(person, "person"):
            key = rows.thing("person", public_key("person", person), name=person)
            names.add("person", key, [person])


def _add_thing(line: Line, profile: Profile, values: Values, rows: Rows) -> None:
    """Add the row of a thing from what is left on its line."""
    args, options = line.args, line.options
    filled: dict[str, Any] = {}
    match line.kind:
        case "place":
            parent, _, name = args["path"].rpartition("/")
            options |= {"name": name, "level": args["level"]}
            if not parent:
                options.setdefault("profile", profile.key)
        case "listing":
            filled = {"selector": str(values.selector(line))}
        case "figure":
            filled = values.figure(line)
            options |= {"subject": args["subject"], "name": args["name"]}
        case "exception":
            options |= args
            options.setdefault("reason", "演示")
        case "step":
            options |= args
            options.setdefault("number", str(1 + rows.count("step", need=values.names.key(options["need"], _DEMANDS))))
        case _:
            options |= args
    rows.thing(line.kind, line.key, **{**filled, **values.fields(line.kind, options)})


def _saying(line: Line, do: Callable[[Line], None]) -> None:
    try:
        do(line)
    except (LinliError, CaseError, ValueError) as error:
        raise CaseError(f"{line.text}\n    {error}") from error

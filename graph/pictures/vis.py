"""A page drawn by vis-network, which comes inside the wheel of pyvis: no file and no host besides.

pyvis's own template links content networks even where it says ``in_line``, does not escape its heading, and is
written in the encoding of the locale. So it gets a template of ours, and gives back a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

#: What stands in an address of SVG is a name, and never fetched.
_ADDRESS = re.compile(r"https?://(?!www\.w3\.org/2000/svg\b)[^\s\"'`<>()\\]*")
_LIBRARY = re.compile(r"^vis-[\d.]+$")


def page(
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    options: Mapping[str, Any],
    parts: Mapping[str, Any],
) -> str:
    """Return a whole page.

    Args:
        nodes: As vis-network takes them, each with ``id``, ``label`` and ``shape``.
        edges: The same, each with ``from`` and ``to``.
        options: Of vis-network.
        parts: What else the template asks for; everything is escaped.
    """
    from jinja2 import DictLoader, Environment  # noqa: PLC0415 - only a page needs it
    from markupsafe import Markup  # noqa: PLC0415 - as jinja2
    from pyvis import network as pyvis  # type: ignore[import-untyped]  # noqa: PLC0415 - half a second

    template = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    net = pyvis.Network(directed=True, cdn_resources="in_line")
    net.templateEnv = Environment(loader=DictLoader({net.path: template}), autoescape=True)
    net.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    net.templateEnv.globals |= {**parts, "library": Markup(_library(net.template_dir))}  # noqa: S704 - the wheel's
    net.options = dict(options)
    for node in nodes:
        net.add_node(node["id"], **{name: value for name, value in node.items() if name != "id"})
    for edge in edges:
        rest = {name: value for name, value in edge.items() if name not in ("from", "to")}
        net.add_edge(edge["from"], edge["to"], **rest)
    return str(net.generate_html())


def _library(folder: str) -> str:
    """Return the script of vis-network without the addresses in its comments and messages."""
    found = sorted(one for one in (Path(folder) / "lib").iterdir() if _LIBRARY.match(one.name))
    script = (found[-1] / "vis-network.min.js").read_text(encoding="utf-8")
    return without_addresses(script).replace("</script", "<\\/script")


def without_addresses(text: str) -> str:
    """Return a script without the addresses of hosts; who made it and under which licence stays.

    Example:
        >>> without_addresses("@copyright 2011 Almende B.V, http://almende.com")
        '@copyright 2011 Almende B.V, '
    """
    return _ADDRESS.sub("", text)

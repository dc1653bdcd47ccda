"""The data dictionary: what each kind is, field by field, and which headers its sheet may have."""

from __future__ import annotations

from graph.kinds import Field, Kind, Tie
from graph.words import LANGUAGES, caption
from loaders.columns import columns_of


def facts(one: Field, lang: str) -> list[str]:
    """Return a field in the columns of the dictionary."""
    held = caption(f"type.{one.type}", lang)
    if one.vocabulary:
        held = caption("cli.kinds.words", lang, list=one.vocabulary)
    elif one.to:
        held = caption("cli.kinds.reference", lang, kinds=" ".join(one.to))
    required = caption("cli.kinds.required", lang) if one.required else ""
    headers, who = "、".join((one.zh, *one.aliases)), caption(f"sensitivity.{one.sensitivity}", lang)
    return [one.name, f"{headers} · {one.en}", held, required, who, one.example, one.description]


def ends(kind: type[Kind], lang: str) -> list[str]:
    """Return what a tie leads from and to, and how it is read from the other end."""
    if not issubclass(kind, Tie):
        return []
    said = {"source": " | ".join(kind.source), "target": " | ".join(kind.target)}
    return [caption("cli.kinds.ends", lang, **said, reverse=kind.reverse[LANGUAGES.index(lang)])]


def sheet_headers(kind: type[Kind]) -> list[str]:
    """Return the headers that the sheet of a kind may have."""
    return [column.header for column in columns_of(kind.kind)]


def dictionary(kind: type[Kind], lang: str) -> list[str]:
    """Return a kind as a section of Markdown, ending with a blank line."""
    names = ("field", "caption", "type", "required", "sensitivity", "example", "description")
    headers = [caption(f"cli.{name}", lang) for name in names]
    doc = " ".join((kind.__doc__ or "").split())
    return [
        f"## {kind.kind} · {kind.zh} · {kind.en}",
        "",
        *(line for line in (doc, *ends(kind, lang)) for line in (line, "")),
        f"| {' | '.join(headers)} |",
        "|---" * len(headers) + "|",
        *(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in facts(one, lang))} |" for one in kind.fields),
        "",
        caption("cli.kinds.headers", lang, headers="、".join(sheet_headers(kind))),
        "",
    ]

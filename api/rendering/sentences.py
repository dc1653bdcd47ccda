"""A difference in words: 自 2024-11-01 起，演示丙任锦绣园/3号楼//楼栋长."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from api.rendering.days import last_day
from graph.cards.measured import listed_said
from graph.kinds import Field, Tie, field_of, kind_of
from graph.values import FLAG, INSTANT
from graph.words import caption
from graph.words.listed import Listed

if TYPE_CHECKING:
    from api.rendering.changes import Told
    from graph.differences import Difference


#: Differences whose sentence is but the kind and what they are about: what became of it stands above a list of them.
BARE = ("founded", "ended", "removed")


#: Fields that a sentence about something new leaves out: it says them already, or they are of no interest.
_TOLD = ("key", "name", "since", "source")


def whole_sentence(told: Told, one: Difference, lang: str) -> str:
    """Return a difference in words, of what is new also what is written of it, as far as the viewer may see that.

    Whoever confirms that somebody is away has to see until when, and who stands in.
    """
    said = [sentence(told, one, lang)]
    if one.what == "founded":
        said += [
            caption("changes.with", lang, field=getattr(field, lang), value=_written(told, field, value, lang))
            for field, value in told.written(one)
            if field.name not in _TOLD
        ]
    return caption("picture.semicolon", lang).join(said)


def sentence(told: Told, one: Difference, lang: str) -> str:
    """Return a difference in words: 自 2024-11-01 起，演示丙任锦绣园/3号楼//楼栋长."""
    model = kind_of(one.kind)
    code = f"changes.{one.what}.says"
    if one.what == "changed" and one.other is not None:
        code = "changes.changed.tie"
    if one.what == "tied" and one.field is not None:
        code = "changes.tied.state"
    if one.what == "tied" and one.kind == "became" and told.goes_on(one):
        code = "changes.parted"
    shown = {
        "kind": getattr(model, lang),
        "thing": _thing(told, one, getattr(model, lang), lang),
        "other": told.called(one.other) if one.other else "",
        "field": getattr(field_of(one.kind, one.field), lang) if one.field else "",
        "before": _value(told, one, one.before, lang),
        "after": _value(told, one, one.after, lang),
    }
    if issubclass(model, Tie):
        shown["kind"] = model.zh if lang == "zh" else model.en.lower()
        if model.column_at == "target" and one.what in ("tied", "untied", "renewed"):  # who gives is said before what
            shown["thing"], shown["other"] = shown["other"], shown["thing"]
    said = caption(code, lang, **shown)
    if one.on is None:
        return said
    over = one.what in ("left", "ended", "untied")
    day = last_day("until", one.on) if over else one.on
    return caption("changes.until" if over else "changes.since", lang, text=said, day=day)


def _thing(told: Told, one: Difference, kind: str, lang: str) -> str:
    """Return what a difference is about; of what has no name, what that is of, with its kind where none is said."""
    about = told.about(one.thing, lang)
    if about is None:
        return told.called(one.thing)
    return about if one.what in BARE else caption("changes.of", lang, thing=about, kind=kind)


def _value(told: Told, one: Difference, value: Any, lang: str) -> str:
    if value is None:
        return "—"
    if one.what == "moved":
        return told.called(value)
    return _written(told, field_of(one.kind, one.field or ""), value, lang)


def _written(told: Told, field: Field, value: Any, lang: str) -> str:
    if isinstance(value, bool):
        return FLAG.caption(value, lang)
    if isinstance(value, list | tuple):
        return Listed(told.words.caption(field.vocabulary or "", text, lang) for text in value).said(lang)
    if field.type == "reference":
        return told.called(value)
    if field.value == "selector":
        return listed_said(value, told.words, lang)
    if field.vocabulary:
        return told.words.caption(field.vocabulary, value, lang)
    return _plain(field, value, lang)


def _plain(field: Field, value: Any, lang: str) -> str:
    if field.value == "instant":
        return INSTANT.caption(value, lang)
    if isinstance(value, date):
        return str(last_day(field.name, value))
    return f"{value:,}" if isinstance(value, int) else str(value)

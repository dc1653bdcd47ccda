"""What a question noted on its way, as a sentence: one an issue, with the things in it by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.words import caption

_OF_NORMS = ("override_nowhere", "within_nowhere")


def sentence(issue: Mapping[str, Any], lang: str, called: Callable[[str], str]) -> str:
    """Return an issue of an answer in words.

    Args:
        issue: Its code, ids and numbers.
        lang: ``zh`` or ``en``.
        called: What a thing is called, by its key.

    Example:
        >>> sentence({"code": "outside_every_within", "id": "team-a", "other": None}, "zh", str)
        '提醒：team-a 不知在哪个区域，任何区域内都数不到它'
    """
    other = issue["other"]
    if issue["code"] in _OF_NORMS:  # a norm, and what somebody wrote for a place: neither is a thing
        return caption(f"issue.{issue['code']}", lang, name=issue["id"], other=other)
    if "titles" in issue:  # of norms
        titles = caption("picture.and", lang).join(one[lang] for one in issue["titles"])
        return caption(f"issue.{issue['code']}", lang, titles=titles)
    said = {**issue, "name": called(issue["id"]), "other": "" if other is None else called(other)}
    following = issue.get("next")
    said["next"] = "" if following is None else called(following)
    said["others"] = caption("picture.and", lang).join(map(called, issue.get("others", ())))
    code = f"issue.{issue['code']}"
    if issue["code"] == "left_behind" and other is None:
        code += ".in_nothing"
    if issue["code"] == "ask_lapsed" and following is not None:
        code += ".next"
    return caption(code, lang, **said)

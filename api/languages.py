"""In which language a response speaks: ``?lang=``, else what the browser accepts, else that of the service."""

from __future__ import annotations

from starlette.requests import Request

from graph.words import LANGUAGES


def language_of(request: Request) -> str:
    """Return the language to speak; one that there is not is refused elsewhere, in the next best."""
    said = request.query_params.get("lang")
    if said in LANGUAGES:
        return said
    default: str = request.app.state.settings.lang
    return accepted(request.headers.get("accept-language", ""), default)


def accepted(header: str, default: str) -> str:
    """Return the language that a browser likes best of those we speak.

    Example:
        >>> accepted("fr, en-GB;q=0.8, zh;q=0.5", "zh"), accepted("fr", "zh"), accepted("en;q=0, *", "zh")
        ('en', 'zh', 'zh')
    """
    best, most = default, 0.0
    for part in header.split(","):
        name, _, weight = part.partition(";")
        lang = name.strip().partition("-")[0].lower()
        liked = _weight(weight)
        if lang in LANGUAGES and liked > most:
            best, most = lang, liked
    return best


def _weight(said: str) -> float:
    name, _, value = said.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0

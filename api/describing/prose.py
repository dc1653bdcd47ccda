"""The prose of the service's description: addresses, parameters and fields, Chinese first.

A question that was added and has no sentence there is told by its own declaration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from graph.forms.register import FORMS
from graph.forms.writers import WRITERS
from graph.words import caption, words

Described = dict[str, Any]
#: What is told in Chinese already, as fields of kinds are, with the English behind.
_BOTH = re.compile(r"[^·]*[\u4e00-\u9fff][^·]* · ")
#: What the sentence of a parameter lists, as it is registered.
_LISTED: Mapping[str, Mapping[str, object]] = {"docs.parameter.form": FORMS, "docs.parameter.format": WRITERS}


def said_of_service() -> str:
    """Return what the service is, in both languages."""
    return "\n".join(caption("docs.said", lang) for lang in ("zh", "en"))


def tell(document: Described) -> None:
    """Put the sentences of the words into a description, for addresses, their parameters, and fields of models."""
    tell_fields(document["components"]["schemas"])
    for code, operation in operations(document):
        if f"docs.{code}" in words("zh"):
            summary, _, more = caption(f"docs.{code}", "zh").partition("\n\n")
            operation["summary"] = summary
            parts = (more, caption(f"docs.{code}", "en"))
            operation["description"] = "\n\n".join(part for part in parts if part)
        for parameter in operation.get("parameters", ()):
            if (found := code_of(code, parameter["name"])) is not None:
                parameter["description"] = " · ".join(sentence(found, lang) for lang in ("zh", "en"))


def tell_fields(models: Described) -> None:
    """Say first in Chinese what each field of models is; where a field declares what it means, that stands behind.

    Example:
        >>> models = {"Found": {"properties": {"name": {}, "formerly": {"description": "What it was called before"}}}}
        >>> tell_fields(models)
        >>> [one["description"] for one in models["Found"]["properties"].values()]
        ['名称 · Name', '曾用名 · What it was called before']
    """
    for model, schema in models.items():
        for name, field in schema.get("properties", {}).items():
            declared = field.get("description", "")
            code = code_of_field(model, name)
            if code is not None and not _BOTH.match(declared):
                field["description"] = " · ".join((caption(code, "zh"), declared or caption(code, "en")))


def code_of_field(model: str, field: str) -> str | None:
    """Return the code of a field's words: of this model alone, else of every one; None = it has none."""
    codes = (f"docs.field.{model}.{field}", f"docs.field.{field}")
    return next((code for code in codes if code in words("zh")), None)


def operations(document: Described) -> Iterator[tuple[str, Described]]:
    """Yield what can be asked, each with its code.

    Example:
        >>> [code for code, _ in operations({"paths": {"/v1/needs/{id}/steps": {"post": {}}}})]
        ['post.needs.id.steps']
    """
    for path, methods in document["paths"].items():
        parts = [part.strip("{}") for part in path.split("/")[2:]]
        yield from ((".".join([method, *parts]), operation) for method, operation in methods.items())


def code_of(operation: str, parameter: str) -> str | None:
    """Return the code of a parameter's sentence: of this address alone, else of every one; None = it has none."""
    codes = (f"docs.parameter.{operation}.{parameter}", f"docs.parameter.{parameter}")
    return next((code for code in codes if code in words("zh")), None)


def sentence(code: str, lang: str) -> str:
    """Return a parameter's sentence, with what it lists."""
    return caption(code, lang, of=", ".join(_LISTED.get(code, ())))

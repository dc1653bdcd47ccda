"""From the columns of a frame to a model: the same names, types and nesting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model

_PLAIN: dict[Any, Any] = {
    pl.String: str,
    pl.Int64: int,
    pl.Float64: float,
    pl.Boolean: bool,
    pl.Date: dt.date,
}


class Document(BaseModel):
    """Part of a document; what schema 1 gains later is an addition."""

    model_config = ConfigDict(extra="allow")


def row_model(
    name: str, columns: Mapping[str, Any], said: Mapping[str, str], base: type[BaseModel] = Document
) -> type[BaseModel]:
    """Return the model of a row.

    Args:
        name: What it is called.
        columns: The type of each column.
        said: What a column means, by its name.
        base: What the model derives from.

    Example:
        >>> row_model("Row", {"has": pl.Struct({"low": pl.Int64()})}, {}).model_json_schema()["required"]
        ['has']
    """
    fields: dict[str, Any] = {
        column: (_type(f"{name}{_title(column)}", dtype, said), Field(description=said.get(column)))
        for column, dtype in columns.items()
    }
    return create_model(name, __base__=base, **fields)


def schema_of(dtype: Any) -> dict[str, Any]:
    """Return what a description says of a column of a type, whole: where it stands there are no parts to refer to.

    Example:
        >>> schema_of(pl.Int64())["anyOf"]
        [{'type': 'integer'}, {'type': 'null'}]
        >>> schema_of(pl.Struct({"low": pl.Int64()}))["anyOf"][0]["required"]
        ['low']
    """
    found = TypeAdapter(_type("Own", dtype, {})).json_schema()
    parts = found.pop("$defs", {})
    return dict(_whole(found, parts))


def _whole(schema: Any, parts: Mapping[str, Any]) -> Any:
    """Return a schema with what it refers to in the place of each reference."""
    if isinstance(schema, list):
        return [_whole(one, parts) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _whole(parts[schema["$ref"].rpartition("/")[2]], parts)
    return {name: _whole(one, parts) for name, one in schema.items()}


def _type(name: str, dtype: Any, said: Mapping[str, str]) -> Any:
    if isinstance(dtype, pl.List):
        return list[_inner(name, dtype.inner, said)]  # type: ignore[misc]  # made as the frame is
    return _inner(name, dtype, said) | None


def _inner(name: str, dtype: Any, said: Mapping[str, str]) -> Any:
    if isinstance(dtype, pl.Struct):
        return row_model(name, {field.name: field.dtype for field in dtype.fields}, said)
    return _PLAIN[type(dtype)]


def _title(column: str) -> str:
    return "".join(part.capitalize() for part in column.split("_"))

"""YAML that remembers on which line each value stands, so that a refusal can say where."""

from __future__ import annotations

from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from graph.errors import BadRules, LinliError
from graph.identity import hidden, identity_in

Path = tuple[str | int, ...]
_SCALARS = yaml.SafeLoader("")  # knows how to read one scalar node; keeps nothing between calls
M = TypeVar("M", bound=BaseModel)


class Located:
    """One parsed YAML file: its data, and the line of each value.

    Raises:
        BadRules: The text is not YAML, not a mapping or list, or names a key twice.
    """

    def __init__(self, text: str, file: str) -> None:
        """Parse the text; ``file`` is only used in messages."""
        self.file = file
        self._lines: dict[Path, int] = {}
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            raise BadRules(
                "rules_yaml", file=file, line=mark.line + 1 if mark else 1, found=error.problem or "?"
            ) from None
        self.data: Any = None if node is None else self._read(node, ())

    def line(self, path: Path) -> int:
        """Return the line of a value, or of the nearest value around it that has one."""
        for length in range(len(path), -1, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return 1

    def refuse(self, code: str, path: Path, **params: object) -> BadRules:
        """Return the error that names the line of a value."""
        return BadRules(code, file=self.file, line=self.line(path), **params)

    def read(self, model: type[M], path: Path = (), instead: Any = None) -> M:
        """Return the data at a path, or what is given instead of it, as a model.

        Raises:
            BadRules: A field is missing, unknown or of another type; the first such field is named.
        """
        data = self.data
        for step in path:
            data = data[step]
        try:
            return model.model_validate(data if instead is None else instead)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            cause = first.get("ctx", {}).get("error")
            found = cause.message("zh") if isinstance(cause, LinliError) else first["msg"]
            loc: Path = (*path, *first["loc"])
            raise self.refuse("rules_value", loc, field=".".join(map(str, loc)), found=found) from None
        except LinliError as error:
            raise self.refuse("rules_value", path, field=".".join(map(str, path)), found=str(error)) from None

    def _read(self, node: yaml.Node, path: Path) -> Any:
        self._lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            found: dict[str, Any] = {}
            for key, value in node.value:
                name = str(key.value)
                if name in found:
                    raise BadRules("rules_key_twice", file=self.file, line=key.start_mark.line + 1, found=name)
                found[name] = self._read(value, (*path, name))
            return found
        if isinstance(node, yaml.SequenceNode):
            return [self._read(one, (*path, index)) for index, one in enumerate(node.value)]
        if number := identity_in(node.value):
            raise self.refuse("rules_identity", path, found=hidden(number))
        return _SCALARS.construct_object(node)

"""YAML that remembers on which line each value stands, so that a refusal can say where."""

from __future__ import annotations

from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from graph.errors import BadRules, LinliError
from graph.identity import hidden, identity_in
from graph.parsing import composed
from graph.rules.mistakes import mistake

Path = tuple[str | int, ...]
#: What no rule file has: references to what is around them make values without an end.
_DEEPEST, _MOST = 40, 100_000
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
        self._read_so_far = 0
        self._most = max(_MOST, len(text))  # no file has more values than characters, unless one stands for many
        try:
            node = composed(text)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            found = "yaml.tab" if "\\t" in (error.problem or "") else "yaml.form"
            raise BadRules("rules_yaml", file=file, line=mark.line + 1 if mark else 1, found=found) from None
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            raise BadRules("rules_yaml", file=file, line=line, found="yaml.character") from None
        except RecursionError:
            raise BadRules("rules_yaml", file=file, line=1, found="yaml.deep") from None
        self.data: Any = None
        self.data = None if node is None else self._read(node, ())

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
            loc: Path = (*path, *first["loc"])
            raise self.refuse("rules_value", loc, field=self.called(loc), found=mistake(first)) from None
        except LinliError as error:
            raise self.refuse("rules_value", path, field=self.called(path), found=error) from None

    def called(self, path: Path) -> str:
        """Return how a value is called: its keys from the outside in, a norm of a list by its id.

        Example:
            >>> Located("- {id: one, sort: wish}", "a.yaml").called((0, "sort"))
            'one.sort'
        """
        if path and isinstance(path[0], int) and isinstance(self.data, list):
            found = self.data[path[0]] if path[0] < len(self.data) else None
            named = found.get("id") if isinstance(found, dict) else None
            path = (named if isinstance(named, str | int) else path[0] + 1, *path[1:])
        return ".".join(str(step) for step in path if step != "[key]") or "rules.whole_file"  # so pydantic marks a key

    def _read(self, node: yaml.Node, path: Path) -> Any:
        self._lines[path] = node.start_mark.line + 1
        self._read_so_far += 1
        if len(path) > _DEEPEST or self._read_so_far > self._most:
            raise BadRules("rules_yaml", file=self.file, line=self._lines[path], found="yaml.deep")
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
        try:
            return _SCALARS.construct_object(node)
        except yaml.constructor.ConstructorError:
            raise self.refuse("rules_yaml", path, found="yaml.tag") from None
        except ValueError:  # 2024-13-45 looks like a day
            raise self.refuse(
                "rules_value", path, field=self.called(path), found=BadRules("rules_day", found=node.value)
            ) from None

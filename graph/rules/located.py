"""YAML that remembers on which line each value stands, so that a refusal can say where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from graph.errors import BadRules, LinliError
from graph.identity import hidden, identity_in
from graph.parsing import composed
from graph.precompiled import precompiled
from graph.rules.mistakes import mistake

if TYPE_CHECKING:
    import yaml

Path = tuple[str | int, ...]
#: What no rule file has: references to what is around them make values without an end.
_DEEPEST, _MOST = 40, 100_000
#: Where files of rules lie that come with linli, and by what they are read.
_FOLDERS = (".", "norms", "profiles", "workflows")
_BY = ("graph.rules.located", "graph.parsing", "graph.identity", "yaml")
_DAY = "$day"
M = TypeVar("M", bound=BaseModel)


class Located:
    """One parsed YAML file: its data, and the line of each value.

    Raises:
        BadRules: The text is not YAML, not a mapping or list, or names a key twice.
    """

    def __init__(self, text: str, file: str, ready: Mapping[str, str] | None = None) -> None:
        """Parse the text; ``file`` is only used in messages.

        What is ``ready``, as JSON by digest of the text, is not parsed; left out, what comes with linli.
        """
        self.file, self._text = file, text
        self._lines: dict[Path, int] = {}
        self._read_so_far = 0
        self._most = max(_MOST, len(text))  # no file has more values than characters, unless one stands for many
        self.data: Any = None
        known = (_own() if ready is None else ready).get(_digest(text))
        self.data = self._parsed() if known is None else json.loads(known, object_hook=_day)

    def _parsed(self) -> Any:
        """Return the data of the text, and remember its lines."""
        import yaml  # noqa: PLC0415 - only where something is not ready

        try:
            node = composed(self._text)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            found = "yaml.tab" if "\\t" in (error.problem or "") else "yaml.form"
            raise BadRules("rules_yaml", file=self.file, line=mark.line + 1 if mark else 1, found=found) from None
        except yaml.reader.ReaderError as error:
            line = self._text.count("\n", 0, error.position) + 1
            raise BadRules("rules_yaml", file=self.file, line=line, found="yaml.character") from None
        except RecursionError:
            raise BadRules("rules_yaml", file=self.file, line=1, found="yaml.deep") from None
        return None if node is None else self._read(node, ())

    def line(self, path: Path) -> int:
        """Return the line of a value, or of the nearest value around it that has one."""
        if not self._lines:
            self._parsed()  # the data was ready, and nobody had asked for a line
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
        import yaml  # noqa: PLC0415 - as above

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
            return _scalars().construct_object(node)
        except yaml.constructor.ConstructorError:
            raise self.refuse("rules_yaml", path, found="yaml.tag") from None
        except ValueError:  # 2024-13-45 looks like a day
            raise self.refuse(
                "rules_value", path, field=self.called(path), found=BadRules("rules_day", found=node.value)
            ) from None


@cache
def _scalars() -> yaml.SafeLoader:
    """Return a loader used only to construct single scalar nodes; it keeps no state between calls."""
    import yaml  # noqa: PLC0415 - as above

    return yaml.SafeLoader("")


@cache
def _own() -> Mapping[str, str]:
    """Return the shipped files as JSON by digest of their texts; what JSON cannot express is left out."""
    room = FilePath(__file__).parent
    texts = [one.read_bytes() for folder in _FOLDERS for one in sorted((room / folder).glob("*.yaml"))]
    kept: dict[str, str] = precompiled(__file__, _BY, texts, lambda: _ready(text.decode("utf-8") for text in texts))
    return kept


def _ready(texts: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        said = Located(text, "", {}).data
        with suppress(TypeError, ValueError):
            written = json.dumps(said, ensure_ascii=False, default=_of_day)
            if json.loads(written, object_hook=_day) == said:
                found[_digest(text)] = written
    return found


def _of_day(value: object) -> dict[str, str]:
    """Return a day as JSON can say it; a mapping with this key would not come back as it was, and is left."""
    if type(value) is not date:
        raise TypeError(value)
    return {_DAY: value.isoformat()}


def _day(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found[_DAY]) if _DAY in found else found


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()

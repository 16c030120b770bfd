"""A template file as its values, and the line on which each of them stands.

TOML and YAML alike. YAML is read without anchors: a few lines of them stand for gigabytes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

Place = tuple[str | int, ...]
"""Where in a document a value stands: keys and places in lists."""

LONGEST_BYTES = 256_000
ENDINGS = (".toml", ".yaml", ".yml")
_LONGEST_STATEMENT = 200
"""Lines; keys behind a longer one are told by the line of what they belong to."""


class UnreadableError(ValueError):
    """A file that is neither; ``line`` is where reading stopped, from 1."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line, self.why = line, why


@dataclass(frozen=True)
class Document:
    """One template file: its text and whether it is YAML."""

    text: str
    is_yaml: bool = False

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """What the file says.

        Raises:
            UnreadableError: not TOML or not YAML, or no table at its top.
        """
        found = _yaml_values(self.text) if self.is_yaml else _toml_values(self.text)
        if not isinstance(found, dict):
            raise UnreadableError(1, "table expected")
        return found

    def line(self, place: Place) -> int:
        """The line of the value at ``place``, from 1; of what is not there, that of what it belongs to."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    @cached_property
    def _lines(self) -> Mapping[Place, int]:
        found: dict[Place, int] = {}
        for place, line in _yaml_lines(self.text) if self.is_yaml else _toml_lines(self.text):
            found.setdefault(place, line)
        return found


def _toml_values(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why, _, where = str(error).rpartition(" (at ")
        numbers = [int(word.rstrip(",)")) for word in where.split() if word.rstrip(",)").isdigit()]
        raise UnreadableError(numbers[0] if numbers else _last_line(text), why or str(error)) from error
    except RecursionError as error:
        raise UnreadableError(1, "nested too deeply") from error


def _last_line(text: str) -> int:
    return max(len(text.rstrip().splitlines()), 1)


def _toml_lines(text: str) -> Iterator[tuple[Place, int]]:
    """Every key with its line. A statement is read by itself, so the places within are tomllib's own."""
    table: Place = ()
    counts: dict[Place, int] = {}
    for number, statement in _statements(text):
        values = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            table = _opened(values, counts)
            yield table, number
        else:
            yield from (((*table, *place), number) for place in _places(values))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement with the line it begins on; one may span lines."""
    pending: list[str] = []
    start = 1
    for number, line in enumerate(text.splitlines(), 1):
        if not pending and (not line.strip() or line.lstrip().startswith("#")):
            continue
        start = start if pending else number
        pending.append(line)
        if _is_whole("\n".join(pending)):
            yield start, "\n".join(pending)
            pending = []
        if len(pending) > _LONGEST_STATEMENT:
            return


def _is_whole(statement: str) -> bool:
    try:
        tomllib.loads(statement)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    return True


def _opened(values: Any, counts: dict[Place, int]) -> Place:
    """The place of a table that a header opens: of a list of tables the next one."""
    place: Place = ()
    while values:
        if isinstance(values, list):
            counts[place] = counts.get(place, -1) + 1
            place, values = (*place, counts[place]), values[0]
            continue
        key, values = next(iter(values.items()))
        place = (*place, key)
        if not isinstance(values, list) and place in counts:
            place = (*place, counts[place])
    return place


def _places(values: Any, place: Place = ()) -> Iterator[Place]:
    pairs = values.items() if isinstance(values, dict) else enumerate(values)
    for key, value in pairs:
        yield (*place, key)
        if isinstance(value, (dict, list)):
            yield from _places(value, (*place, key))


def _yaml_values(text: str) -> Any:
    import yaml

    node = _yaml_node(text)
    try:
        return yaml.SafeLoader("").construct_document(node) if node is not None else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableError(_yaml_line(error), str(getattr(error, "problem", "") or error)) from error


def _yaml_node(text: str) -> yaml.Node | None:
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise UnreadableError(1, "aliases (*name) are not allowed")
        return yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableError(_yaml_line(error), str(getattr(error, "problem", "") or error)) from error


def _yaml_line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return int(mark.line) + 1 if mark else 1


def _yaml_lines(text: str) -> Iterator[tuple[Place, int]]:
    node = _yaml_node(text)
    if node is not None:
        yield from _node_lines(node, ())


def _node_lines(node: yaml.Node, place: Place) -> Iterator[tuple[Place, int]]:
    import yaml

    yield place, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*place, key.value), key.start_mark.line + 1
            yield from _node_lines(value, (*place, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _node_lines(value, (*place, number))

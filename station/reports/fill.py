"""Texts of templates: Jinja2's sandbox, and of its language only naming fields and choosing between them.

The sandbox alone lets a text loop for hours or build a string of gigabytes; the list of allowed nodes does
not.
"""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from station.errors import KnownError

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
)
_FILTERS = {"upper", "lower", "title", "trim", "default"}
_LONGEST = 4000


def _sandbox() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


def fill(pattern: str, fields: Mapping[str, str], *, file: str, where: str) -> str:
    """``pattern`` with the record's fields in their places.

    Raises:
        KnownError: REP-002 naming ``file``, ``where`` and the line when the text is malformed, names a field
            that does not exist, or asks for anything but fields and choices.
    """
    if "{" not in pattern:
        return pattern
    refuse_malformed(pattern, file=file, where=where)
    try:
        return _sandbox().from_string(pattern).render(dict(fields))
    except TemplateError as error:
        raise KnownError("REP-002", file=file, where=where, why=str(error)) from error


def refuse_malformed(pattern: str, *, file: str, where: str) -> None:
    """Refuse a text that :func:`fill` would refuse whatever the fields.

    Raises:
        KnownError: REP-002 naming ``file``, ``where`` and the line.
    """
    if len(pattern) > _LONGEST:
        raise KnownError("REP-002", file=file, where=where, why=f"longer than {_LONGEST} characters")
    try:
        _refuse_code(_sandbox().parse(pattern))
    except TemplateSyntaxError as error:
        place = f"{where}, line {error.lineno}"
        raise KnownError("REP-002", file=file, where=place, why=error.message or "syntax") from error


def _refuse_code(tree: nodes.Template) -> None:
    for node in tree.find_all(nodes.Node):
        foreign = not isinstance(node, _ALLOWED) and not isinstance(node, nodes.Helper)
        if foreign or (isinstance(node, nodes.Filter) and node.name not in _FILTERS):
            name = getattr(node, "name", "") or type(node).__name__
            raise TemplateSyntaxError(f"{name} is not allowed in a template", node.lineno)

"""Texts of templates: Jinja2's sandbox, and of its language only naming fields and choosing between them.

The sandbox alone lets a text loop for hours or build a string of gigabytes; the list of allowed nodes does
not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from station.errors import KnownError
from station.texts import Phrase

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


@dataclass(frozen=True, slots=True)
class TextFault:
    """What is wrong with a text; ``line`` counts from the text's first."""

    line: int
    why: Phrase


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
        why = Phrase("templates.fault.other", {"why": str(error)})
        raise KnownError("REP-002", file=file, where=where, why=why) from error


def refuse_malformed(pattern: str, *, file: str, where: str) -> None:
    """Refuse a text that :func:`fill` would refuse whatever the fields.

    Raises:
        KnownError: REP-002 naming ``file``, ``where`` and the line.
    """
    fault = text_fault(pattern)
    if fault is not None:
        raise KnownError("REP-002", file=file, where=f"{where}, line {fault.line}", why=fault.why)


def text_fault(pattern: str, known: Collection[str] | None = None) -> TextFault | None:
    """What is wrong with a text whatever the values of its fields; ``known`` are their names."""
    if len(pattern) > _LONGEST:
        return TextFault(1, Phrase("templates.fault.text_too_long", {"most": _LONGEST}))
    try:
        tree = _sandbox().parse(pattern)
        _refuse_code(tree)
        if known is not None:
            _refuse_unknown(tree, known)
    except TemplateSyntaxError as error:
        key = "text_not_allowed" if isinstance(error, _NotAllowedError) else "text_syntax"
        return TextFault(error.lineno, Phrase(f"templates.fault.{key}", {"why": error.message or "?"}))
    return None


class _NotAllowedError(TemplateSyntaxError):
    """A part of Jinja's language that templates may not use."""


def _refuse_code(tree: nodes.Template) -> None:
    for node in tree.find_all(nodes.Node):
        foreign = not isinstance(node, _ALLOWED) and not isinstance(node, nodes.Helper)
        if foreign or (isinstance(node, nodes.Filter) and node.name not in _FILTERS):
            raise _NotAllowedError(str(getattr(node, "name", "") or type(node).__name__), node.lineno)


def _refuse_unknown(tree: nodes.Template, known: Collection[str]) -> None:
    for name in sorted(find_undeclared_variables(tree) - set(known)):
        line = next((node.lineno for node in tree.find_all(nodes.Name) if node.name == name), 1)
        raise _NotAllowedError(name, line)

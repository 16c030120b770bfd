"""What the OpenAPI says of routes whose bodies are the wire's messages.

A route is declared with ``**documented(...)``; the schemas come from the messages themselves.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import msgspec
from fastapi import FastAPI, Response
from fastapi.routing import APIRoute

from sync import wire
from sync.hub.access import HubRole, rule_of
from sync.hub.problems import MEDIA_TYPE, STATUS
from sync.wire.messages import Problem

_REF = "#/components/schemas/{name}"
_JSON = "application/json"
Described = dict[str, Any]


def documented(
    gives: Any = None,
    *codes: str,
    takes: Any = None,
    status: int = 200,
    media_type: str = _JSON,
    also: Mapping[int, str] = MappingProxyType({}),
) -> Described:
    """Arguments for a route: it answers with ``gives``, takes ``takes``, and can fail with ``codes``.

    ``gives`` and ``takes`` are messages (``list[Message]`` too). Without ``gives`` the answer has no body
    that is JSON: ``media_type`` then says what it is, "" for none at all. What every route with that rule
    or with a body can answer (400, 401, 403, 413, 429) need not be named. ``takes`` is ``bytes`` for a
    file. ``also`` are answers without a body that are no failures.
    """
    described: Described = {
        "status_code": status,
        "response_class": Response,
        "responses": {
            status: _answer(gives, media_type),
            **{number: {"description": what} for number, what in also.items()},
            **_failures(codes),
        },
    }
    if takes is not None:
        described["openapi_extra"] = {"requestBody": _body(takes)}
    return described


def install(app: FastAPI, routes: Sequence[APIRoute]) -> None:
    """Let the application's OpenAPI hold the wire's schemas and what each rule can refuse."""
    described = app.openapi

    def openapi() -> Described:
        if app.openapi_schema is None:
            _complete(routes, described())
        return app.openapi_schema or {}

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way


def _complete(routes: Sequence[APIRoute], schema: Described) -> None:
    schema.setdefault("components", {}).setdefault("schemas", {}).update(_components())
    schema["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for route in routes:
        for method in (route.methods or ()) if route.include_in_schema else ():
            _say_of(route, schema["paths"][route.path_format][method.lower()])


def _say_of(route: APIRoute, operation: Described) -> None:
    answers = operation["responses"]
    if route.responses.get(422) is None:
        answers.pop("422", None)  # FastAPI's own; ours are problems with 400
    codes = ["HUB-018"]
    if "requestBody" in operation:
        codes += ["HUB-010", "HUB-019"]
    if operation.get("parameters"):
        codes.append("HUB-010")
    if HubRole.PUBLIC not in rule_of(route).roles:
        operation["security"] = [{"token": []}]
        codes += ["HUB-016", "HUB-017"]
    if HubRole.STATION in rule_of(route).roles:
        codes += ["HUB-014", "HUB-020"]
    for status, answer in _failures(codes).items():
        answers.setdefault(str(status), answer)


def _answer(gives: Any, media_type: str) -> Described:
    if gives is None and media_type in {"", _JSON}:
        return {"description": "Done"}
    schema = {} if gives is None else _schema(gives)
    return {"description": "Done", "content": {media_type: {"schema": schema}}}


def _body(takes: Any) -> Described:
    if takes is bytes:
        return {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
    return {"required": True, "content": {_JSON: {"schema": _schema(takes)}}}


def _failures(codes: tuple[str, ...] | list[str]) -> dict[int | str, Described]:
    told: dict[int, list[str]] = {}
    for code in codes:
        told.setdefault(int(STATUS[code]), []).append(code)
    return {
        status: {
            "description": f"{HTTPStatus(status).phrase}: {', '.join(sorted(set(found)))}",
            "content": {MEDIA_TYPE: {"schema": _schema(Problem)}},
        }
        for status, found in told.items()
    }


def _schema(kind: Any) -> Described:
    (schema,), _ = msgspec.json.schema_components([kind], ref_template=_REF)
    return schema


@cache
def _components() -> Described:
    _, components = msgspec.json.schema_components(tuple(_messages()), ref_template=_REF)
    return components


def _messages() -> Iterator[type[msgspec.Struct]]:
    """Every message of the wire."""
    for module in pkgutil.iter_modules(wire.__path__):
        for found in vars(importlib.import_module(f"{wire.__name__}.{module.name}")).values():
            if isinstance(found, type) and issubclass(found, msgspec.Struct) and found is not msgspec.Struct:
                yield found

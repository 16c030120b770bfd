"""Rendering a page, in the reader's language, with the headers that every page has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from station.places import RESOURCES
from station.texts import Lang, catalogue, text

FILES = RESOURCES / "hub"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
"""Of every page: nothing foreign is loaded, nothing inline runs, nothing is told onwards or kept."""


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FILES / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def lang_of(request: Request) -> Lang:
    """The reader's language: as asked by ``?lang=``, else the first of ``Accept-Language`` that we speak."""
    asked = request.query_params.get("lang", "")
    if asked in set(Lang):
        return Lang(asked)
    accepted = request.headers.get("accept-language", "").lower().split(",")
    spoken = (one.partition(";")[0].strip()[:2] for one in accepted)
    return next((Lang(one) for one in spoken if one in set(Lang)), Lang.EN)


def page(
    name: str,
    request: Request,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    instead: str = "",
    **values: Any,
) -> Response:
    """The page of the template ``name``. ``instead`` is where it can be looked at when this was a form."""
    lang = lang_of(request)
    say: Callable[..., str] = partial(_say, lang)
    values |= {"lang": lang.value, "say": say, "other_language": _other_language(request, lang, instead)}
    rendered = _templates().get_template(f"{name}.html").render(**values)
    return Response(rendered, status, {**HEADERS, **(headers or {})}, "text/html; charset=utf-8")


def _other_language(request: Request, lang: Lang, instead: str) -> str:
    """The address of the same page in the other language."""
    other = Lang.EN if lang is Lang.ZH else Lang.ZH
    if request.method != "GET":
        return f"{quote(instead or request.url.path)}?lang={other.value}"
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return f"?{urlencode([*asked, ('lang', other.value)])}"


def _say(lang: Lang, key: str, /, **values: object) -> str:
    """A text of the area ``web``; of a value without a word the value itself."""
    if key.startswith("word.") and f"web.{key}" not in catalogue(lang):
        return key.rpartition(".")[2]
    return text(lang, f"web.{key}", **values)

"""Whether this process lives, whether it can work, and what it measured."""

from __future__ import annotations

from typing import cast

from fastapi import APIRouter, Depends, Request, Response

from sync.hub import metrics, readiness
from sync.hub.access import Allow, HubRole
from sync.hub.bodies import json_answer
from sync.hub.hub import hub_of
from sync.hub.openapi import documented
from sync.wire.health import Health

router = APIRouter(tags=["operation"])
_PUBLIC = [Depends(Allow(HubRole.PUBLIC))]


@router.get("/healthz", dependencies=_PUBLIC, **documented(Health))
def alive() -> Response:
    """The process answers; nothing else is asked. A process that does not should be started anew."""
    return json_answer(Health(ok=True))


@router.get("/readyz", dependencies=_PUBLIC, **documented(Health, "HUB-023"))
def ready(request: Request) -> Response:
    """The database and the place for evidence answer: requests may be sent here."""
    readiness.refuse_unready(hub_of(request))
    return json_answer(Health(ok=True))


@router.get(
    "/metrics",
    dependencies=[Depends(Allow(HubRole.READER, HubRole.ADMIN))],
    **documented(media_type=metrics.MEDIA_TYPE),
)
def measured(request: Request) -> Response:
    """Measurements for Prometheus."""
    found = cast(metrics.Metrics, request.app.state.metrics)
    return Response(found.text(), media_type=metrics.MEDIA_TYPE)

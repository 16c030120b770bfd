"""The hub as an ASGI application. Each module in ``sync/hub/routes`` adds its own, unnamed here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from sync.hub import openapi, problems, routes
from sync.hub.hub import Hub
from sync.hub.metrics import Metrics
from sync.hub.rates import Rates
from sync.hub.sender import Sender
from sync.hub.upkeep import Upkeep
from sync.hub.watching import Watching
from sync.hub.web.thumbnails import Thumbnails
from sync.wire.version import WIRE_VERSION


def create_app(hub: Hub) -> FastAPI:
    """The application that answers for ``hub``."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        works = (Sender(hub), Upkeep(hub))
        for work in works:
            work.start()
        yield
        for work in works:
            await run_in_threadpool(work.stop)
        hub.close()

    app = FastAPI(
        title="Inspection Hub 统检",
        version=str(WIRE_VERSION),
        lifespan=lifespan,
        docs_url=None,  # they load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,  # an address is right or wrong
    )
    app.state.hub = hub
    app.state.metrics = Metrics(hub)
    app.state.rates = Rates(hub.clock)
    app.state.thumbnails = Thumbnails()
    problems.install(app)
    openapi.install(app, tuple(all_routes()))
    app.router.routes.extend(all_routes())
    app.add_middleware(Watching, metrics=app.state.metrics)
    return app


def all_routes() -> Iterator[APIRoute]:
    """Every route of the hub but the OpenAPI document itself."""
    for router in _routers():
        yield from (route for route in router.routes if isinstance(route, APIRoute))


def _routers() -> Iterator[APIRouter]:
    for found in sorted(pkgutil.iter_modules(routes.__path__), key=lambda module: module.name):
        yield importlib.import_module(f"{routes.__name__}.{found.name}").router

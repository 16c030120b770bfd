"""The hub as an ASGI application. Each module in ``sync/hub/routes`` adds its own, unnamed here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from sync.hub import problems, routes
from sync.hub.hub import Hub
from sync.wire.version import WIRE_VERSION


def create_app(hub: Hub) -> FastAPI:
    """The application that answers for ``hub``."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        hub.close()

    app = FastAPI(
        title="Inspection Hub 统检",
        version=str(WIRE_VERSION),
        lifespan=lifespan,
        docs_url=None,  # they load scripts from elsewhere
        redoc_url=None,
    )
    app.state.hub = hub
    problems.install(app)
    for router in _routers():
        app.include_router(router)
    return app


def _routers() -> Iterator[APIRouter]:
    for found in sorted(pkgutil.iter_modules(routes.__path__), key=lambda module: module.name):
        yield importlib.import_module(f"{routes.__name__}.{found.name}").router

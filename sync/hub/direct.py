"""Routes that every station asks all day, without what FastAPI does anew for every request."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute


class DirectRoute(APIRoute):
    """Documented and ruled as any other. Its endpoint is asynchronous and takes the request and dependencies
    that are asynchronous and take nothing but the request; its answer is sent as it is.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Ask each dependency for its value, then the endpoint."""
        endpoint = self.endpoint
        dependencies = [(str(one.name), one.call) for one in self.dependant.dependencies]

        async def handle(request: Request) -> Response:
            values = {name: await call(request) for name, call in dependencies if call is not None}
            answer: Response = await endpoint(request, **values)
            return answer

        return handle

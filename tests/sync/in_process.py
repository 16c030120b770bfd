"""Requests to a hub's application without a socket between."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from fastapi import FastAPI


def ask(app: FastAPI, method: str, path: str, **more: Any) -> httpx.Response:
    """The answer to one request; a bug is answered as a hub that runs answers it."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://hub") as client:
            return await client.request(method, path, **more)

    return asyncio.run(asked())

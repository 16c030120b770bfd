"""S3 for tests: one real server of this test process, over HTTP, started on first use."""

from __future__ import annotations

import uuid
from functools import cache

import httpx

ACCOUNT = {"AWS_ACCESS_KEY_ID": "station", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1"}


@cache
def s3() -> str:
    """Address of the server."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}"


def environment(endpoint: str = "") -> dict[str, str]:
    """What a hub finds in its environment to reach the server."""
    return ACCOUNT | {"AWS_ENDPOINT_URL": endpoint or s3(), "AWS_ALLOW_HTTP": "true"}


def new_bucket() -> str:
    """``s3://…`` of an empty bucket."""
    name = f"hub-{uuid.uuid4().hex}"
    httpx.put(f"{s3()}/{name}").raise_for_status()
    return f"s3://{name}/evidence"

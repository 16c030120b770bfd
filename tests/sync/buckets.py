"""S3 for tests: a real server over HTTP. One for a whole test process is the fixture ``buckets``."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

ACCOUNT = {"AWS_ACCESS_KEY_ID": "station", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1"}


@contextmanager
def s3(port: int = 0) -> Iterator[str]:
    """A server at an address of its own, until the block ends; port 0 takes a free one. All servers of a
    process have the same buckets.
    """
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    host, taken = server.get_host_and_port()
    try:
        yield f"http://{host}:{taken}"
    finally:
        server.stop()


def environment(endpoint: str) -> dict[str, str]:
    """What a hub finds in its environment to reach a server."""
    return ACCOUNT | {"AWS_ENDPOINT_URL": endpoint, "AWS_ALLOW_HTTP": "true"}


def new_bucket(endpoint: str) -> str:
    """``s3://…`` of an empty bucket."""
    name = f"hub-{uuid.uuid4().hex}"
    httpx.put(f"{endpoint}/{name}").raise_for_status()
    return f"s3://{name}/evidence"

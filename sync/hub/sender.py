"""Sending deliveries: a thread of each hub process. Nothing is followed, nothing waits for ever."""

from __future__ import annotations

import asyncio
import logging
import ssl

import httpx

from station.errors import KnownError
from sync.hub.addresses import target_of
from sync.hub.deliveries import Deliveries, Delivery
from sync.hub.hub import Hub
from sync.hub.repeating import Repeating
from sync.wire.webhooks import ID_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, signature

_AT_ONCE = 8
_SECONDS = 10
"""For one attempt, from asking for the name to the answer's head."""
_IDLE_SECONDS = 1.0
_LOOK_SECONDS = 0.2
_AGENT = "inspection-hub"
_log = logging.getLogger(__name__)


class Sender(Repeating):
    """Plans and sends until stopped; what is on its way then is tried again later, by whichever process comes
    first."""

    def __init__(self, hub: Hub) -> None:
        super().__init__("webhooks", self._turn, _IDLE_SECONDS)
        self._hub = hub
        self._deliveries = Deliveries(hub)

    def _turn(self) -> float:
        return 0 if self.send_due() else _IDLE_SECONDS

    def send_due(self) -> int:
        """Plan and try what is due, once; how many deliveries were tried."""
        self._deliveries.plan()
        due = self._deliveries.claim(_AT_ONCE)
        if due:
            asyncio.run(self._send_all(due))
        return len(due)

    async def _send_all(self, due: list[Delivery]) -> None:
        # our own look at names and addresses is all that decides where a request goes
        limits = httpx.Limits(max_keepalive_connections=0)
        async with httpx.AsyncClient(trust_env=False, limits=limits, verify=_tls()) as client:
            under_way = {asyncio.create_task(self._send(client, delivery)) for delivery in due}
            while under_way and not self.stopping.is_set():
                _, under_way = await asyncio.wait(under_way, timeout=_LOOK_SECONDS)
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def _send(self, client: httpx.AsyncClient, delivery: Delivery) -> None:
        try:
            async with asyncio.timeout(_SECONDS):
                status = await self._post(client, delivery)
        except (httpx.HTTPError, OSError, TimeoutError, UnicodeError) as error:
            await self._tell(delivery, type(error).__name__, took=False)
        except KnownError as error:
            await self._tell(delivery, error.code, took=False)
        else:
            await self._tell(delivery, str(status), took=200 <= status < 300)

    async def _post(self, client: httpx.AsyncClient, delivery: Delivery) -> int:
        target = await target_of(delivery.url, self._hub.config.allow_private_webhooks)
        url = httpx.URL(delivery.url)
        request = client.build_request(
            "POST",
            url.copy_with(host=target.address, port=target.port),
            content=delivery.body,
            headers={"Host": url.netloc.decode("ascii"), **self._headers(delivery)},
            extensions={"sni_hostname": url.raw_host.decode("ascii"), "timeout": _timeouts()},
        )
        answer = await client.send(request, stream=True, follow_redirects=False)
        await answer.aclose()
        return answer.status_code

    def _headers(self, delivery: Delivery) -> dict[str, str]:
        timestamp = int(self._hub.clock.now().timestamp())
        return {
            "Content-Type": "application/json",
            "User-Agent": _AGENT,
            ID_HEADER: delivery.id,
            TIMESTAMP_HEADER: str(timestamp),
            SIGNATURE_HEADER: signature(delivery.secret, delivery.id, timestamp, delivery.body),
        }

    async def _tell(self, delivery: Delivery, answer: str, took: bool) -> None:
        settle = self._deliveries.took if took else self._deliveries.refused
        await asyncio.to_thread(settle, delivery, answer)
        told = {"delivery": delivery.id, "attempt": delivery.attempt, "answer": answer}
        _log.info("webhook delivered" if took else "webhook not delivered", extra={"told": told})


def _timeouts() -> dict[str, float]:
    return dict.fromkeys(("connect", "read", "write", "pool"), float(_SECONDS))


def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()

"""Webhooks: every verdict event reaches its receivers, signed, however often they fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from station.errors import KnownError
from sync.hub import audit
from sync.hub.addresses import refuse_address
from sync.hub.config import HubConfig
from sync.hub.deliveries import LONGEST_WAIT, MOST_ATTEMPTS, Deliveries, wait_after
from sync.hub.hub import Hub
from sync.hub.ledgers import Ledgers
from sync.hub.sender import Sender
from sync.hub.webhooks import Webhooks
from tests.sync.hand_clock import HandClock
from tests.sync.receiver import Receiver, receiving
from tests.sync.running import config_at, open_at, running
from tests.sync.writing import Writer, enrolled, record_of


@pytest.fixture
def clock() -> HandClock:
    """The hub's time."""
    return HandClock()


@pytest.fixture
def inner(config: HubConfig, clock: HandClock) -> Iterator[Hub]:
    """A hub that may call receivers on this machine."""
    with open_at(replace(config, allow_private_webhooks=True), clock) as hub:
        yield hub


def added(hub: Hub, receiver: Receiver, *kinds: str, channel: str = "") -> tuple[str, str]:
    """A webhook for a receiver: id and secret."""
    made, secret = Webhooks(hub).add(receiver.url, kinds, channel, "boss")
    return made.id, secret


def send_all(hub: Hub) -> int:
    """Send until nothing is due; how many attempts that took."""
    sender, attempts = Sender(hub), 0
    while sent := sender.send_due():
        attempts += sent
    return attempts


def pushed(hub: Hub, writer: Writer) -> None:
    """Let the hub have the writer's ledger."""
    Ledgers(hub).push(writer.id, writer.push())


def test_what_fails_first_arrives_once_later_and_signed(inner: Hub, clock: HandClock) -> None:
    writer = enrolled(inner)
    writer.seal()
    pushed(inner, writer)  # before anybody listens
    with receiving(500, 429, 302) as receiver:
        webhook, secret = added(inner, receiver)
        sealed = writer.seal()
        writer.sign_in()
        writer.void(sealed)
        pushed(inner, writer)
        attempts = 0
        for _ in range(12):
            attempts += send_all(inner)
            clock.move(timedelta(minutes=2))
        came = [receiver.next(secret) for _ in range(attempts)]
        assert receiver.paths == ["/hook"] * attempts  # nothing is followed
        assert attempts == 5
        ids = [name for name, _ in came]
        assert len(set(ids)) == 2
        assert {(told["kind"], told["record"]) for _, told in came} == {
            ("record_sealed", record_of(sealed)),
            ("record_voided", record_of(sealed)),
        }
        assert {line.state for line in Webhooks(inner).deliveries(webhook)} == {"delivered"}
        # once more, under the same ids
        Webhooks(inner).replay(webhook, clock.now() - timedelta(days=1), "boss")
        assert send_all(inner) == 3
        again = [receiver.next(secret) for _ in range(3)]
        assert set(ids) < {name for name, _ in again}
        assert {told["standing"] for _, told in again} == {"current", "voided"}


def test_who_never_answers_is_given_up_and_can_be_tried_again(inner: Hub, clock: HandClock) -> None:
    writer = enrolled(inner)
    with receiving(*[503] * MOST_ATTEMPTS) as receiver:
        webhook, _ = added(inner, receiver)
        writer.seal()
        pushed(inner, writer)
        for _ in range(MOST_ATTEMPTS + 3):
            send_all(inner)
            clock.move(LONGEST_WAIT * 2)
        (line,) = Webhooks(inner).deliveries(webhook)
        assert (line.state, line.attempts, line.answer) == ("failed", MOST_ATTEMPTS, "503")
        assert Webhooks(inner).retry_failed(webhook, "boss") == 1
        assert send_all(inner) == 1
        assert Webhooks(inner).deliveries(webhook)[0].state == "delivered"


def test_each_is_told_only_what_it_asked_for(inner: Hub) -> None:
    verdicts = [{"channel": "a", "result": "grade"}, {"channel": "b", "result": "refused"}]
    writer = enrolled(inner)
    with receiving() as all_, receiving() as of_b, receiving() as of_c, receiving() as voids:
        secrets = [added(inner, all_), added(inner, of_b, channel="b"), added(inner, of_c, channel="c")]
        void = added(inner, voids, "record_voided")
        writer.void(writer.seal(verdicts=verdicts))
        pushed(inner, writer)
        assert send_all(inner) == 5
        assert [all_.next(secrets[0][1])[1]["verdicts"] for _ in range(2)] == [verdicts] * 2
        assert [of_b.next(secrets[1][1])[1]["verdicts"] for _ in range(2)] == [[verdicts[1]]] * 2
        assert of_c.came.empty()
        assert voids.next(void[1])[1]["kind"] == "record_voided"


def test_two_processes_never_hold_the_same_delivery(config: HubConfig) -> None:
    config = replace(config, allow_private_webhooks=True)
    with open_at(config) as first, open_at(config) as second, receiving() as receiver:
        webhook, _ = added(first, receiver)
        writer = enrolled(first)
        for _ in range(10):
            writer.seal()
        pushed(first, writer)
        assert (Deliveries(first).plan(), Deliveries(second).plan()) == (10, 0)
        held = [*Deliveries(first).claim(6), *Deliveries(second).claim(6)]
        assert len({delivery.id for delivery in held}) == len(held) == 10
        assert Deliveries(first).claim(6) == []
        late = held[0]
        Webhooks(first).replay(webhook, first.clock.now() - timedelta(days=1), "boss")
        Deliveries(second).plan()
        Deliveries(first).took(late, "204")  # of before the replay: it says nothing about the new one
        assert {line.state for line in Webhooks(first).deliveries(webhook)} == {"waiting"}


def test_paused_nothing_is_sent_and_nothing_is_lost(inner: Hub) -> None:
    writer = enrolled(inner)
    with receiving() as receiver:
        webhook, secret = added(inner, receiver)
        Webhooks(inner).pause(webhook, "boss")
        writer.seal()
        pushed(inner, writer)
        assert send_all(inner) == 0
        Webhooks(inner).resume(webhook, "boss")
        assert send_all(inner) == 1
        assert receiver.next(secret)[1]["sequence"] == 1
        Webhooks(inner).remove(webhook, "boss")
        assert Webhooks(inner).all() == ()
    told = [line.action for line in reversed(audit.latest(inner)) if line.action.startswith("webhook")]
    assert told == ["webhook_added", "webhook_paused", "webhook_active", "webhook_removed"]


def test_a_hub_that_serves_sends_by_itself(tmp_path: Path) -> None:
    config = replace(config_at(tmp_path), allow_private_webhooks=True)
    with receiving(503) as receiver, running(config) as (hub, _):
        _, secret = added(hub, receiver)
        writer = enrolled(hub)
        writer.seal()
        pushed(hub, writer)
        assert receiver.next(secret)[1]["sequence"] == 1


INNER = [
    *("http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://10.1.2.3:8080/x"),
    *("https://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/", "http://[::]/"),
    *("http://[fd00::1]/", "http://[fe80::1]/", "http://100.64.0.1/", "http://[64:ff9b::7f00:1]/"),
    *("http://[2002:7f00:1::]/", "http://224.0.0.1/", "http://[ff02::1]/", "http://255.255.255.255/"),
]
STRANGE = [
    *(
        "",
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://x/",
        "http://",
        "//example.org/",
        "http://a:b@x/",
    ),
    *(
        "http://x:0/",
        "http://x:99999/",
        "javascript:alert(1)",
        "http://x/\n",
        "http://[::1",
        "http://" + "a" * 2000,
    ),
]


@pytest.mark.parametrize("url", INNER + STRANGE)
def test_addresses_that_the_hub_does_not_call(url: str) -> None:
    with pytest.raises(KnownError, match="HUB-065"):
        refuse_address(url, allow_private=False)


@pytest.mark.parametrize("url", STRANGE)
def test_strange_addresses_are_refused_even_where_inner_ones_are_not(url: str) -> None:
    with pytest.raises(KnownError, match="HUB-065"):
        refuse_address(url, allow_private=True)


@pytest.mark.parametrize("url", ["https://example.org", "http://93.184.216.34:8080/a?b", *INNER])
def test_addresses_that_may_be_called(url: str) -> None:
    refuse_address(url, allow_private="example" not in url and "93." not in url)


def test_a_name_that_leads_inside_is_not_called(tmp_path: Path) -> None:
    """What cannot be told from the address alone is found when its name is asked for."""
    hosts = ("localhost", "127.1", "0x7f000001", "2130706433")
    with open_at(config_at(tmp_path)) as hub, receiving() as receiver:
        port = receiver.url.split(":")[2].split("/")[0]
        made = [Webhooks(hub).add(f"http://{host}:{port}/", (), "", "boss")[0].id for host in hosts]
        writer = enrolled(hub)
        writer.seal()
        pushed(hub, writer)
        assert send_all(hub) == len(hosts)
        assert receiver.came.empty()
        answers = {Webhooks(hub).deliveries(webhook)[0].answer for webhook in made}
        assert "HUB-065" in answers and answers <= {"HUB-065", "gaierror"}


def test_waits_grow_and_have_an_end() -> None:
    waits = [wait_after(attempt) for attempt in range(1, MOST_ATTEMPTS + 1)]
    assert waits[0] < timedelta(seconds=7) and max(waits) <= LONGEST_WAIT * 1.2
    assert timedelta(days=2) < sum(waits, timedelta()) < timedelta(days=6)


def test_secrets_of_webhooks_are_kept_sealed(tmp_path: Path) -> None:
    with open_at(config_at(tmp_path)) as hub:
        _, secret = Webhooks(hub).add("https://example.org/", (), "", "boss")
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert secret.removeprefix("whsec_").encode() not in kept

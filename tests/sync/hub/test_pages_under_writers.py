"""Pages of every list, read while stations send: each row once, none passed over."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

from sync.hub.hub import Hub
from sync.hub.ledgers import Ledgers
from sync.hub.reading import Page, Reading
from sync.hub.web.judged import SoughtVerdicts, verdicts
from tests.sync.writing import Writer, enrolled

WRITERS, ROUNDS, EACH = 3, 6, 4
VERDICTS = [{"channel": "a", "result": "grade", "grades": ["A"]}, {"channel": "b", "result": "undetermined"}]
_Row = tuple[str, int]


def sending(hub: Hub, writer: Writer, ready: Barrier) -> Thread:
    """A station that sends its records push by push."""

    def send() -> None:
        ready.wait()
        for number in range(ROUNDS):
            Ledgers(hub).push(writer.id, writer.push(number * EACH + 1, (number + 1) * EACH))

    return Thread(target=send)


def follow(read: Callable[[Page], tuple[list[_Row], str]], until: Callable[[], bool]) -> list[_Row]:
    """Every row that a reader gets who goes on from each cursor, and once more when all was sent."""
    found, cursor = list[_Row](), 0
    while True:
        is_over = until()
        rows, after = read(Page(cursor, 3))
        found += rows
        if is_over and not rows and int(after) == cursor:
            return found
        cursor = int(after)


def test_every_list_gives_each_row_once_while_stations_send(hub: Hub) -> None:
    writers = [enrolled(hub) for _ in range(WRITERS)]
    for writer in writers:
        for _ in range(ROUNDS * EACH):
            writer.seal(verdicts=VERDICTS)
    ready = Barrier(WRITERS + 1)
    threads = [sending(hub, writer, ready) for writer in writers]
    for thread in threads:
        thread.start()
    reading = Reading(hub)

    def records(page: Page) -> tuple[list[_Row], str]:
        got = reading.records(page)
        return [(one.station, one.sequence) for one in got.records], got.cursor

    def of_a(page: Page) -> tuple[list[_Row], str]:
        got = reading.verdicts(page, "a")
        return [(one.station, one.sequence) for one in got.verdicts], got.cursor

    def events(page: Page) -> tuple[list[_Row], str]:
        got = reading.events(page)
        return [(one.station, one.sequence) for one in got.events], got.cursor

    ready.wait()
    every = {(writer.id, one.sequence) for writer in writers for one in writer.entries}
    for read in (records, events, of_a):
        found = follow(read, lambda: not any(thread.is_alive() for thread in threads))
        assert len(found) == len(set(found)) and set(found) == every
    for thread in threads:
        thread.join()


def test_a_page_of_verdicts_is_not_moved_by_what_comes_in(hub: Hub) -> None:
    """Whoever looks back from the latest sees each verdict that stood there at the first page, once."""
    writer = enrolled(hub)
    for _ in range(60):
        writer.seal(verdicts=VERDICTS)
    Ledgers(hub).push(writer.id, writer.push())
    found, before = list[tuple[int, str]](), ""
    while True:
        rows, before = verdicts(hub, SoughtVerdicts(before=before))
        found += [(one["sequence"], one["channel"]) for one in rows]
        if not before:
            break
        writer.seal(verdicts=VERDICTS)
        Ledgers(hub).push(writer.id, writer.push(len(writer.entries)))
    assert found == [(number, channel) for number in range(60, 0, -1) for channel in ("a", "b")]

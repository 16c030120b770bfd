"""``station sync``: the exchange with the hub."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.texts import Lang, error_text, text
from ui.cli.command import add_command, add_group, emit, emit_line, say
from ui.cli.existing_home import open_existing, refuse_strange_home
from ui.platform_feed import pull_for

if TYPE_CHECKING:
    from station.settings import HubSetting
    from station.store.database import Store
    from sync.client.state import Aside, SyncState
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare enrol, now, watch and status."""
    sync = add_group(commands, "sync", "the exchange with the hub")
    enrolled = add_command(sync, "enrol", enrol, "take the station to a hub; its key is pinned")
    enrolled.add_argument("--hub", required=True, metavar="URL", help="https://…")
    enrolled.add_argument(
        "--code", required=True, metavar="C", help="one-time code of the hub's administrator"
    )
    enrolled.add_argument(
        "--ca", type=Path, metavar="FILE", help="authority (PEM) that signed the hub's certificate"
    )
    add_command(sync, "now", exchange, "send and fetch everything, once")
    add_command(sync, "watch", watch, "exchange until stopped; with --json one state per line")
    add_command(sync, "status", tell_status, "what waits, the last success, what is set aside and why")


def enrol(arguments: argparse.Namespace) -> None:
    """Enrol, and keep the hub's address in the settings."""
    from station.settings import save_settings
    from station.store.setting_changes import setting_changes, state_changes
    from sync.client.enrolment import enrol as enrol_at
    from sync.client.showing import enrolled_state
    from ui.cli.settings_read import read_settings

    refuse_strange_home(arguments.home)
    before = read_settings(arguments.home)
    with open_existing(arguments.home) as store:
        place = enrol_at(store, arguments.hub, arguments.code, arguments.ca)
        after = before.model_copy(update={"hub": place})
        save_settings(arguments.home, after)
        state_changes(store, setting_changes(before, after))
        hub = enrolled_state(store, place).hub
    if arguments.json:
        emit({"enrolled": True, "hub": hub, "hub_url": place.url, "public_url": place.public_url})
    else:
        say(text(_lang(arguments), "sync.enrolled", hub=hub, url=place.url))


def exchange(arguments: argparse.Namespace) -> int:
    """Exchange once; exit 1 when it ended early or something is set aside."""
    with open_existing(arguments.home) as store:
        state, error = _run(store, _place(arguments))
    _tell(arguments, state)
    if error is not None:
        raise error
    return 1 if state.set_aside_count else 0


def watch(arguments: argparse.Namespace) -> None:
    """Exchange until stopped by Ctrl+C."""
    from threading import Event

    from sync.client.enrolment import place_of
    from sync.client.worker import SyncWorker

    place = _place(arguments)
    with open_existing(arguments.home) as store:
        place_of(store, place)
        if place is None:
            raise KnownError("SYN-001")
        worker = SyncWorker(store, place, lambda state: _stream(arguments, state), pull_for(store))
        worker.start()
        try:
            Event().wait()
        except KeyboardInterrupt:
            return
        finally:
            worker.stop()


def tell_status(arguments: argparse.Namespace) -> None:
    """Tell how the exchange stands, as far as this machine knows; the hub is not asked."""
    from station.store.clock import SystemClock
    from station.store.opening import open_to_read
    from sync.client.showing import state_found

    with open_to_read(arguments.home, SystemClock()) as store:
        state = state_found(store, _place(arguments))
    _tell(arguments, state)


def _run(store: Store, setting: HubSetting | None) -> tuple[SyncState, KnownError | None]:
    from sync.client.enrolment import place_of
    from sync.client.link import HubLink
    from sync.client.session import Session
    from sync.client.showing import enrolled_state

    seen: list[SyncState] = [enrolled_state(store, setting)]

    def show(state: SyncState) -> None:
        seen[0] = state

    with HubLink(place_of(store, setting), store.identity) as link:
        session = Session(store, link, seen[0], show, pull_for(store))
        try:
            session.run()
        except KnownError as error:
            session.look_after_failure(None)
            return seen[0], error
    return seen[0], None


def _place(arguments: argparse.Namespace) -> HubSetting | None:
    from ui.cli.settings_read import read_settings

    return read_settings(arguments.home).hub


def _tell(arguments: argparse.Namespace, state: SyncState) -> None:
    if arguments.json:
        emit(_as_json(state, _lang(arguments)))
        return
    for line in _lines(state, _lang(arguments)):
        say(line)


def _stream(arguments: argparse.Namespace, state: SyncState) -> None:
    if arguments.json:
        emit_line(_as_json(state, _lang(arguments)))
    else:
        say("  ".join(_lines(state, _lang(arguments))))


def _lines(state: SyncState, lang: Lang) -> list[str]:
    if not state.enrolled:
        return [" ".join(error_text(lang, KnownError("SYN-001")))]
    waiting, never = state.waiting, text(lang, "sync.never")
    told = [
        text(lang, "sync.at", hub=state.hub, url=state.hub_url),
        text(lang, f"sync.phase.{state.phase.value}"),
        text(lang, "sync.waiting", entries=waiting.entries, photos=waiting.photos, bytes=waiting.bytes),
        text(lang, "sync.last_success", at=state.last_success or never),
    ]
    if state.receipt:
        confirmed = state.receipt
        told.append(
            text(
                lang,
                "sync.receipt",
                sequence=confirmed.sequence,
                complete=confirmed.complete,
                at=confirmed.at,
            )
        )
    if state.problem:
        told.append(f"{state.problem.code}: {state.problem.message(lang)}")
    return told + [f"{one.code}: {one.message(lang)}" for one in state.set_aside]


def _as_json(state: SyncState, lang: Lang) -> dict[str, Any]:
    from msgspec import to_builtins

    told: dict[str, Any] = to_builtins(state)
    if state.problem:
        told["problem"] = {
            "code": state.problem.code,
            "message": state.problem.message(lang),
            "at": state.problem.at,
        }
    told["set_aside"] = [_aside(one, lang) for one in state.set_aside]
    return told


def _aside(one: Aside, lang: Lang) -> dict[str, Any]:
    said = {"what": one.what, "sequence": one.sequence, "code": one.code, "message": one.message(lang)}
    return {**said, "sha256": one.sha256} if one.sha256 else said


def _lang(arguments: argparse.Namespace) -> Lang:
    return Lang(arguments.lang or Lang.EN)

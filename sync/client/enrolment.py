"""Taking a station to a hub: a one-time code on its side, keys pinned on both."""

from __future__ import annotations

from pathlib import Path

from station.errors import KnownError
from station.settings import HubSetting
from station.signing import Signer
from station.store.database import Store
from station.store.receipts import Receipts
from sync.client.address import hub_address, is_this_machine
from sync.client.http import Patience
from sync.client.link import HubLink, HubPlace
from sync.wire.messages import Enrolled, EnrolRequest, Hello
from sync.wire.signed import enrolled_digest, enrolment_digest

_ENROLLED_BEFORE = frozenset({"HUB-015", "HUB-024"})
_CODE, _NAME = 64, 200


def enrol(
    store: Store,
    url: str,
    code: str,
    ca_file: Path | None = None,
    patience: Patience | None = None,
    expected: str = "",
) -> HubSetting:
    """Enrol the station at a hub and pin the hub's key, with an entry in the ledger; the setting to keep.

    ``expected`` is the key (PEM) whose fingerprint a person has compared: no other hub is enrolled at. Done
    again after an answer was lost, it finds that the hub knows the station, and finishes.

    Raises:
        KnownError: SYN-002 or SYN-030 practice on one side alone, SYN-009 the hub is not who it says,
            SYN-010 not an address, HUB-015 the code is not valid, LED-003 another hub is pinned, SYN-003 to
            SYN-008.
    """
    setting = HubSetting(url=hub_address(url), ca_file=str(ca_file.absolute()) if ca_file else "")
    refuse_leaving(store, setting.url)
    with HubLink(HubPlace(setting.url, expected, ca_file), store.identity, patience) as link:
        hello = link.hello()
        refuse_mixing(store, hello)
        _refuse_other(store, hello)
        try:
            public_url = _ask_in(store, link, hello, code)
        except KnownError as error:
            if error.code not in _ENROLLED_BEFORE:
                raise
            _prove_enrolled(store, setting, hello, patience, error)
            public_url = hello.public_url
    Receipts(store).pin(hello.public_key)
    return setting.model_copy(update={"public_url": public_url[:500], "name": hello.name})


def refuse_leaving(store: Store, url: str) -> None:
    """Practice records never leave this machine. Raises KnownError: SYN-002."""
    if store.home.is_practice and not is_this_machine(url):
        raise KnownError("SYN-002")


def refuse_mixing(store: Store, hello: Hello) -> None:
    """Practice goes to a hub for practice, and nothing else does.

    Raises:
        KnownError: SYN-002 a practice home and a hub in real use, SYN-030 the other way round.
    """
    if hello.practice != store.home.is_practice:
        raise KnownError("SYN-002") if store.home.is_practice else KnownError("SYN-030", hub=hello.name)


def place_of(store: Store, setting: HubSetting | None) -> HubPlace:
    """Where the station is enrolled.

    Raises:
        KnownError: SYN-001 nowhere, SYN-002 practice at a hub on another machine.
    """
    if setting is not None:
        refuse_leaving(store, setting.url)
    hub = Receipts(store).hub()
    if setting is None or hub is None:
        raise KnownError("SYN-001")
    return HubPlace(setting.url, hub.public_key, Path(setting.ca_file) if setting.ca_file else None)


def _refuse_other(store: Store, hello: Hello) -> None:
    pinned = Receipts(store).hub()
    if pinned is not None and pinned.fingerprint != Signer(hello.public_key).fingerprint:
        raise KnownError("LED-003", pinned=pinned.fingerprint[:8], given=hello.hub)


def _ask_in(store: Store, link: HubLink, hello: Hello, code: str) -> str:
    """Where visitors reach the hub, once it took the station in and proved that it holds its key."""
    me = store.identity
    if not 0 < len(code) <= _CODE:
        raise KnownError("HUB-015")
    signature = me.sign(enrolment_digest(code, hello.hub, me.public_key))
    asked = EnrolRequest(code, me.public_key, hello.hub, store.name[:_NAME] or me.id, signature)
    enrolled = link.enrol(asked)
    if not _is_proven(enrolled, hello, me.id):
        raise KnownError("SYN-009", hub=enrolled.hub, pinned=hello.hub)
    return enrolled.public_url


def _is_proven(enrolled: Enrolled, hello: Hello, station: str) -> bool:
    same = (enrolled.hub, enrolled.public_key, enrolled.station) == (hello.hub, hello.public_key, station)
    digest = enrolled_digest(enrolled.hub, enrolled.name, enrolled.station)
    return same and Signer(hello.public_key).signed(digest, enrolled.signature)


def _prove_enrolled(
    store: Store, setting: HubSetting, hello: Hello, patience: Patience | None, refused: KnownError
) -> None:
    """The hub refuses the code, perhaps because it took the station in already: then it knows its key."""
    place = HubPlace(setting.url, hello.public_key, Path(setting.ca_file) if setting.ca_file else None)
    try:
        with HubLink(place, store.identity, patience) as link:
            link.ledger()
    except KnownError as error:
        raise refused from error

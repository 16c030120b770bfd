"""A station is taken in once, with a code, and from then on proves itself by its key."""

from __future__ import annotations

import httpx
import pytest

from station.errors import KnownError
from station.signing import Signer
from sync.hub.hub import Hub
from sync.hub.stations import Stations
from sync.wire.encoding import decoded, encoded
from sync.wire.messages import (
    Challenge,
    ChallengeRequest,
    Enrolled,
    EnrolRequest,
    LedgerState,
    Token,
    TokenRequest,
)
from sync.wire.signed import enrolled_digest
from sync.wire.version import VERSION_HEADER, WIRE_VERSION
from tests.sync.writing import Writer, enrolled

SPOKEN = {VERSION_HEADER: str(WIRE_VERSION)}


def token_of(writer: Writer, hub: Hub) -> str:
    nonce = Stations(hub).challenge(writer.id).nonce
    return Stations(hub).token(TokenRequest(writer.id, nonce, writer.proof(hub, nonce))).token


def refusal(hub: Hub, request: EnrolRequest) -> str:
    with pytest.raises(KnownError) as refused:
        Stations(hub).enrol(request)
    return refused.value.code


def test_a_station_gets_in_over_the_wire(served: tuple[Hub, str]) -> None:
    hub, address = served
    writer, code = Writer(), Stations(hub).make_code("一号台", "admin")
    with httpx.Client(base_url=address, headers=SPOKEN) as client:
        body = encoded(writer.enrolment(hub, code.lower().replace("-", " ")))
        taken = decoded(client.post("/v1/enrol", content=body).raise_for_status().content, Enrolled)
        asked = client.post("/v1/challenge", content=encoded(ChallengeRequest(writer.id)))
        nonce = decoded(asked.raise_for_status().content, Challenge).nonce
        proof = TokenRequest(writer.id, nonce, writer.proof(hub, nonce))
        token = decoded(client.post("/v1/token", content=encoded(proof)).content, Token).token
        again = client.post("/v1/token", content=encoded(proof))
        state = client.get("/v1/ledger", headers={"Authorization": f"Bearer {token}"})
    stated = enrolled_digest(hub.key.id, "一号台", writer.id)
    assert Signer(hub.key.public_key).signed(stated, taken.signature)
    assert again.status_code == 403
    assert decoded(state.content, LedgerState).sequence == 0


def test_codes_are_good_once_for_one_station_and_for_a_day(hub: Hub) -> None:
    first, second = Writer(), Writer()
    code = Stations(hub).make_code("一号台", "admin")
    assert first.enrol(hub, code) == first.enrol(hub, code)
    assert refusal(hub, second.enrolment(hub, code)) == "HUB-015"
    assert refusal(hub, second.enrolment(hub, "AAAA-BBBB-CCCC-DDDD")) == "HUB-015"
    assert refusal(hub, second.enrolment(hub, Stations(hub).make_code("二号台", "admin", 0))) == "HUB-015"
    fresh = Stations(hub).make_code("一号台", "admin")
    assert refusal(hub, first.enrolment(hub, fresh)) == "HUB-024"
    assert second.enrol(hub, fresh).station == second.id


def test_who_enrols_must_hold_the_key_and_mean_this_hub(hub: Hub) -> None:
    writer, other = Writer(), Writer()
    code = Stations(hub).make_code("一号台", "admin")
    right = writer.enrolment(hub, code)
    stolen = EnrolRequest(
        code, writer.identity.public_key, hub.key.id, "x", other.enrolment(hub, code).signature
    )
    assert refusal(hub, stolen) == "HUB-035"
    elsewhere = EnrolRequest(code, right.public_key, "0" * 8, right.name, right.signature)
    assert refusal(hub, elsewhere) == "HUB-034"
    assert refusal(hub, EnrolRequest(code, "no key", hub.key.id, "x", right.signature)) == "HUB-010"
    assert Stations(hub).all() == []


def test_a_token_needs_the_stations_own_signature(hub: Hub) -> None:
    writer, other = enrolled(hub), enrolled(hub)
    nonce = Stations(hub).challenge(writer.id).nonce
    for proof in (other.proof(hub, nonce), writer.proof(hub, nonce)):  # the nonce is used up by the first
        with pytest.raises(KnownError, match="HUB-035"):
            Stations(hub).token(TokenRequest(writer.id, nonce, proof))
    stranger = Writer()
    nonce = Stations(hub).challenge(stranger.id).nonce
    with pytest.raises(KnownError, match="HUB-035"):
        Stations(hub).token(TokenRequest(stranger.id, nonce, stranger.proof(hub, nonce)))


def test_a_revoked_station_is_out_at_once_and_comes_back_with_a_new_code(served: tuple[Hub, str]) -> None:
    hub, address = served
    writer = enrolled(hub)
    headers = {**SPOKEN, "Authorization": f"Bearer {token_of(writer, hub)}"}
    Stations(hub).revoke(writer.id, "admin")
    assert httpx.get(f"{address}/v1/ledger", headers=headers).status_code == 401
    with pytest.raises(KnownError, match="HUB-014"):
        token_of(writer, hub)
    writer.enrol(hub)
    assert token_of(writer, hub)
    assert [(one.id, one.state, one.backlog) for one in Stations(hub).all()] == [(writer.id, "enrolled", 0)]

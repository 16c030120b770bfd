"""What every test gets: no display needed, no user data touched, strictness about what is left behind."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("gate", derandomize=True, print_blob=True)
settings.register_profile("soak", derandomize=False, print_blob=True)
settings.load_profile("gate")

pytest_plugins = ["tests.strict", "pytester"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "")
# Nothing may reach the developer's own keyring.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"


@pytest.fixture(scope="session", autouse=True)
def _user_data_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A test that forgets ``--home`` must not write into the developer's own station."""
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        os.environ[variable] = str(_folder(tmp_path_factory, variable))


@pytest.fixture(autouse=True)
def _anchors_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies of one station live lives of their own in every test; their ledgers' heads must not meet."""
    folder = Path(os.environ["XDG_STATE_HOME"]) / secrets.token_hex(8)
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))


def _folder(factory: pytest.TempPathFactory, name: str) -> Path:
    return factory.mktemp(name.lower())


@pytest.fixture(scope="session", autouse=True)
def _quick_pins() -> Iterator[None]:
    """Hashing a PIN is slow on purpose; tests/people checks that. Everywhere else it only costs time."""
    from argon2 import PasswordHasher

    quick = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("station.people.accounts.PasswordHasher", quick)
        yield


@pytest.fixture(autouse=True)
def _keys_at_a_persons_pace(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test types as a person does, unless it is marked ``machine_speed`` or asks for a scan."""
    if "qtbot" not in request.fixturenames:
        return
    from tests.paces import PERSON, SCANNER

    is_fast = request.node.get_closest_marker("machine_speed") is not None
    (SCANNER if is_fast else PERSON).plug_in(monkeypatch)

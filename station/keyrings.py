"""The operating system's keyring, where there is one that really keeps something."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "InspectionStation"
"""Under this name everything of ours lies in the keyring."""


def real_keyring() -> KeyringBackend | None:
    """The keyring of this machine; None where there is none, or only a stand-in that keeps nothing.

    Slow at first (it asks the session bus): never call it where somebody waits.
    """
    import keyring

    backend = keyring.get_keyring()
    return backend if backend.priority > 0 else None

"""Signing in at the hub with an account: people who administer, and those who read."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class SignIn(Struct, frozen=True):
    """``POST /v1/session``: answered with a token."""

    name: Annotated[str, Meta(min_length=1, max_length=60)]
    password: Annotated[str, Meta(min_length=1, max_length=200)]

    def __repr__(self) -> str:
        """Without the password: what is shown may be logged."""
        return f"SignIn(name={self.name!r})"

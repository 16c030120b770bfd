"""Whether the hub can work right now."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from station.errors import KnownError
from sync.hub.hub import Hub

_NO_FILE = "0" * 64


def refuse_unready(hub: Hub) -> None:
    """Ask the database and the place for evidence.

    Raises:
        KnownError: HUB-023 one of them does not answer.
    """
    try:
        with hub.database.read() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        raise KnownError("HUB-023", why=type(error).__name__) from error
    hub.blobs.size(_NO_FILE)

"""The desktop looks after backups: made when due, told when they fail, never on the GUI thread."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from station.backup.age import LockedKey
from station.backup.key import keep_key
from station.backup.restoring import check_bytes_of
from station.model.event import EventKind
from station.settings import BackupSetting
from ui.context import Context

PATIENCE_MS = 30_000


@pytest.fixture
def set_up(context: Context, backup_key: LockedKey, tmp_path: Path) -> Path:
    """A folder and a key; nothing is made by itself yet."""
    folder = tmp_path / "backups"
    keep_key(context.home, backup_key)
    setting = BackupSetting(folder=str(folder), keep=2, recipient=backup_key.recipient)
    context.settings.change(backup=setting.model_dump())
    return folder


@pytest.fixture(scope="session")
def backup_key() -> LockedKey:
    """Made once: it takes a second on purpose."""
    from station.backup.age import new_key

    return new_key("correct horse battery staple")


def attach(context: Context, qtbot: QtBot) -> None:
    context.upkeep.attach(context.keep.store)
    qtbot.waitUntil(lambda: not context.upkeep.waiting and not context.database.waiting, timeout=PATIENCE_MS)


def settle(context: Context, qtbot: QtBot) -> None:
    def is_quiet() -> bool:
        upkeep = context.upkeep
        return not upkeep.waiting and not context.database.waiting and upkeep.percent is None

    qtbot.waitUntil(is_quiet, timeout=PATIENCE_MS)


def test_a_due_backup_is_made_and_told_in_the_ledger(context: Context, qtbot: QtBot, set_up: Path) -> None:
    attach(context, qtbot)
    settle(context, qtbot)
    (made,) = set_up.glob("*.backup")
    check_bytes_of(made)
    assert context.upkeep.last is not None
    told = [entry for entry in context.keep.ledger.entries() if entry.kind == EventKind.BACKUP_MADE]
    assert len(told) == 1
    context.upkeep.look()
    settle(context, qtbot)
    assert len(list(set_up.glob("*.backup"))) == 1


def test_a_folder_that_cannot_be_written_is_told_and_not_tried_at_once_again(
    context: Context, qtbot: QtBot, set_up: Path
) -> None:
    set_up.write_text("a file where the folder should be")
    attach(context, qtbot)
    settle(context, qtbot)
    context.upkeep.look()
    settle(context, qtbot)
    assert [message.code for message in context.messages.history] == ["BAK-004"]
    assert context.upkeep.last is None


def test_older_backups_go_only_after_the_new_one_is_there(
    context: Context, qtbot: QtBot, set_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up.mkdir()
    station = context.keep.store.identity.id
    older = [set_up / f"{station}-2026010{day}T000000Z.backup" for day in (1, 2, 3)]
    foreign = set_up / "ABCDEF01-20260101T000000Z.backup"
    for file in (*older, foreign):
        file.write_bytes(b"older")
    attach(context, qtbot)
    settle(context, qtbot)
    assert foreign.exists()
    assert [file.exists() for file in older] == [False, False, True]
    assert len(list(set_up.glob(f"{station}-*.backup"))) == 2


def test_a_home_that_others_can_read_is_told_once(
    context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folders of tests lie below one that is private already."""
    monkeypatch.setattr("station.store.privacy.is_open_to_others", lambda folder: folder == context.home.root)
    attach(context, qtbot)
    context.upkeep.look()
    settle(context, qtbot)
    assert [one.code for one in context.messages.history].count("STO-013") == 1

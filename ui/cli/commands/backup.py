"""``station backup``: encrypted backups of everything this station keeps, made while it works."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from station.errors import KnownError
from station.texts import Lang, text
from ui.cli.checked_backup import tell_checked
from ui.cli.command import add_command, emit, say
from ui.cli.passphrases import ask_new_passphrase, ask_passphrase

if TYPE_CHECKING:
    from station.backup.notes import Note
    from station.places import Home
    from station.settings import BackupSetting
    from ui.cli.command import Commands

_HELP = "one encrypted file that holds the whole station"


def register(commands: Commands) -> None:
    """Declare backup itself, key, list and verify."""
    backup = add_command(commands, "backup", make, _HELP)
    how = backup.add_mutually_exclusive_group(required=False)
    how.add_argument("--out", type=Path, metavar="FILE", help="new file; asks for a passphrase of its own")
    how.add_argument("--scheduled", action="store_true", help="into the folder and for the key that are set")
    more = backup.add_subparsers(dest="backup_command", metavar="SUBCOMMAND")
    key = add_command(more, "key", make_key, "make or replace the backup key; asks for its passphrase")
    key.add_argument("--folder", metavar="DIR", help="set the folder of scheduled backups, too")
    listed = add_command(more, "list", list_backups, "backups in the folder, newest first")
    listed.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="else the folder that is set")
    verified = add_command(more, "verify", verify, "every check of a restore, without restoring")
    verified.add_argument("file", type=Path, metavar="FILE")
    verified.add_argument("--without-key", action="store_true", help="only that no byte was altered")


def make(arguments: argparse.Namespace) -> None:
    """Make one backup and enter it in the ledger."""
    from station.backup.key import make_locked_key
    from station.backup.making import Plan, make_backup
    from station.backup.schedule import back_up_into_folder
    from station.store.clock import SystemClock

    clock = SystemClock()
    if arguments.out is not None:
        key = make_locked_key(ask_new_passphrase())
        note = make_backup(Plan(arguments.home, key, clock.now()), arguments.out)
    elif arguments.scheduled:
        note = back_up_into_folder(arguments.home, _setting(arguments), clock, scheduled=True)
    else:
        raise KnownError("BAK-007")
    _enter(arguments.home)
    if arguments.json:
        emit(_as_json(note))
    else:
        say(text(_lang(arguments), "backup.made", file=note.file, sha256=note.sha256))


def make_key(arguments: argparse.Namespace) -> None:
    """Make the key of scheduled backups; the settings get its public half."""
    from station.backup.key import keep_key, make_locked_key
    from station.backup.schedule import with_key
    from station.settings import save_settings
    from ui.cli.settings_read import read_settings

    key = make_locked_key(ask_new_passphrase())
    keep_key(arguments.home, key)
    changed = with_key(read_settings(arguments.home), key.recipient, arguments.folder)
    save_settings(arguments.home, changed)
    if arguments.json:
        emit({"recipient": key.recipient, "folder": changed.backup.folder if changed.backup else ""})
    else:
        say(key.recipient)


def list_backups(arguments: argparse.Namespace) -> None:
    """List what lies in the folder; nothing is opened."""
    from station.backup.schedule import backups_listed

    folder = arguments.folder or Path(_setting(arguments).folder)
    found = backups_listed(folder)
    if arguments.json:
        emit(
            [
                {"file": str(one.file), "size": one.size, "made_at": one.made_at, "whole": one.whole}
                for one in found
            ]
        )
        return
    for one in found:
        say(f"{one.made_at}  {one.size}  {one.file}")


def verify(arguments: argparse.Namespace) -> int:
    """Check a backup as a restore would; exit 1 when its ledger does not verify."""
    from station.backup.restoring import check_bytes_of, verify_backup
    from station.store.clock import SystemClock

    if arguments.without_key:
        sha256 = check_bytes_of(arguments.file)
        if arguments.json:
            emit({"ok": True, "sha256": sha256})
        else:
            say(sha256)
        return 0
    beside = arguments.home.root.absolute().parent
    checked = verify_backup(arguments.file, ask_passphrase(), SystemClock(), beside)
    tell_checked(arguments, checked)
    return 0 if checked.ledger.ok else 1


def _enter(home: Home) -> None:
    """Enter what was made in the ledger; a station that runs on the home does so itself."""
    from station.backup.notes import enter_notes
    from station.store.clock import SystemClock
    from station.store.opening import open_store

    try:
        with open_store(home, SystemClock()) as store:
            enter_notes(store)
    except KnownError as error:
        if error.code != "STO-004":
            raise


def _setting(arguments: argparse.Namespace) -> BackupSetting:
    from ui.cli.settings_read import read_settings

    setting = read_settings(arguments.home).backup
    if setting is None or not setting.folder:
        raise KnownError("BAK-007")
    return setting


def _as_json(note: Note) -> dict[str, object]:
    about = note.about
    return {
        "file": note.file,
        "sha256": note.sha256,
        "size": note.size,
        "made_at": about.model_dump(mode="json")["made_at"],
        "sequence": about.sequence,
        "head": about.head,
        "recipient": about.recipient,
    }


def _lang(arguments: argparse.Namespace) -> Lang:
    return Lang(arguments.lang or Lang.EN)

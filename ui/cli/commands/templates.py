"""``station templates``: the templates of papers and labels, and the station's own copies of them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.cli.command import add_command, add_group, emit, read_bytes, say
from ui.cli.existing_home import open_existing, refuse_strange_home

if TYPE_CHECKING:
    from station.inspection.own_templates import TemplateState
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare everything about templates."""
    group = add_group(commands, "templates", "templates of papers and labels, and the station's own")
    add_command(group, "list", list_templates, "every template, and what is wrong with the station's own")
    shown = add_command(group, "show", show_template, "a template's text")
    shown.add_argument("template", metavar="T")
    checked = add_command(group, "check", check, "whether a file can be printed by; exit 1 if not")
    checked.add_argument("file", type=Path, metavar="FILE")
    copied = add_command(group, "copy", copy, "copy a template under a new name, to change the copy")
    copied.add_argument("template", metavar="T")
    copied.add_argument("name", metavar="NAME")
    saved = add_command(group, "save", save, "another text for one of the station's templates")
    saved.add_argument("template", metavar="T")
    saved.add_argument("file", metavar="FILE", help="- for standard input")
    removed = add_command(group, "remove", remove, "take one of the station's templates away")
    removed.add_argument("template", metavar="T")
    picture = add_command(group, "picture", add_picture, "put a picture beside the templates, for logos")
    picture.add_argument("file", type=Path, metavar="FILE.png")


def list_templates(arguments: argparse.Namespace) -> None:
    """Print a line for each template."""
    from station.inspection.own_templates import all_templates

    found = all_templates(arguments.home)
    if arguments.json:
        emit({"templates": [_as_json(one) for one in found]})
        return
    for one in found:
        kind = "own" if one.is_own else "built-in"
        say(
            "  ".join(part for part in (one.name, one.output, one.about, kind, _told(one, arguments)) if part)
        )


def show_template(arguments: argparse.Namespace) -> None:
    """Print a template's text."""
    from station.errors import KnownError
    from station.inspection.own_templates import files_beside
    from station.reports.template import read_document, template_files

    files = template_files(files_beside(arguments.home))
    if arguments.template not in files:
        raise KnownError("REP-003", template=arguments.template, known=tuple(files))
    say(read_document(files[arguments.template]).text.rstrip())


def check(arguments: argparse.Namespace) -> int:
    """Print every fault of a file with its line."""
    from station.reports.checking import faults_of
    from station.reports.template import read_document

    faults = faults_of(read_document(arguments.file), arguments.file.parent)
    told = [{"line": one.line, "where": one.where, "why": _words(arguments, one)} for one in faults]
    if arguments.json:
        emit({"ok": not told, "faults": told})
    for one in told if not arguments.json else ():
        say(f"{arguments.file.name}:{one['line']}: {one['where']}: {one['why']}")
    return 1 if told else 0


def copy(arguments: argparse.Namespace) -> None:
    """Copy a template into the home."""
    from station.inspection.own_templates import OwnTemplates

    with open_existing(arguments.home) as store:
        _done(arguments, OwnTemplates(store).copy(arguments.template, arguments.name, ""))


def save(arguments: argparse.Namespace) -> None:
    """Write another text for a template, if it is sound."""
    from station.inspection.own_templates import OwnTemplates

    text = read_bytes(arguments.file).decode("utf-8", errors="replace")
    with open_existing(arguments.home) as store:
        _done(arguments, OwnTemplates(store).save(arguments.template, text, ""))


def remove(arguments: argparse.Namespace) -> None:
    """Remove a template of the station's."""
    from station.inspection.own_templates import OwnTemplates

    with open_existing(arguments.home) as store:
        OwnTemplates(store).remove(arguments.template, "")
    if arguments.json:
        emit({"removed": arguments.template})


def add_picture(arguments: argparse.Namespace) -> None:
    """Put a picture into the home, beside the templates."""
    from station.inspection.own_templates import OwnTemplates

    refuse_strange_home(arguments.home)
    with open_existing(arguments.home) as store:
        name = OwnTemplates(store).add_picture(arguments.file, "")
    _done(arguments, arguments.home.templates / name)


def _done(arguments: argparse.Namespace, file: Path) -> None:
    if arguments.json:
        emit({"file": str(file)})
    else:
        say(str(file))


def _as_json(one: TemplateState) -> dict[str, Any]:
    faults = [{"line": fault.line, "where": fault.where} for fault in one.faults]
    return {
        "template": one.name,
        "output": one.output,
        "about": one.about,
        "own": one.is_own,
        "file": str(one.file),
        "faults": faults,
    }


def _told(one: TemplateState, arguments: argparse.Namespace) -> str:
    return "; ".join(f"{fault.line}: {_words(arguments, fault)}" for fault in one.faults[:1])


def _words(arguments: argparse.Namespace, fault: Any) -> str:
    from station.texts import Lang

    return str(fault.told(Lang(arguments.lang or Lang.ZH)))

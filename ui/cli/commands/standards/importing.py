"""``station standards import | export``: from a channel's workbook to a standard, and back to a workbook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.texts import Lang, text
from ui.cli.command import add_command, as_file, emit, say, write_bytes

if TYPE_CHECKING:
    from station.standards.findings import Finding
    from station.standards.importing.clause import ImportedClause
    from station.standards.importing.job import ImportJob
    from station.standards.importing.terms import Suggestion
    from ui.cli.command import Commands


def register(group: Commands) -> None:
    """Add ``station standards import`` and ``export``."""
    _register_import(group)
    export = add_command(group, "export", export_standard, "A standard as a workbook that imports back equal")
    export.add_argument("name", metavar="NAME", help="id of a channel standard")
    export.add_argument("--version", metavar="V", help="an older version, such as 2026-11-22")
    export.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")


def _register_import(group: Commands) -> None:
    parser = add_command(group, "import", import_standard, "A channel's workbook: clauses, findings, rulings")
    parser.add_argument(
        "file", metavar="FILE", help=".xlsx in our template or any layout; - is standard input"
    )
    parser.add_argument("--channel", required=True, metavar="ID", help="id of the channel's standard")
    parser.add_argument("--category", required=True, metavar="C", help="product category, such as smartphone")
    assign = "what a column is: grade=B, text=Description, grade:A+=C (a table), sheet=…, heading_row=3"
    parser.add_argument(
        "--assign", action="append", default=[], type=_pair, metavar="ROLE=COLUMN", help=assign
    )
    parser.add_argument("--job", type=Path, metavar="FILE", help="go on with a saved import instead")
    parser.add_argument("--as", dest="person", default="", metavar="PERSON", help="who rules")
    parser.add_argument("--why", default="", metavar="TEXT", help="the reason, for --confirm-exact and --map")
    parser.add_argument("--confirm-exact", action="store_true", help="confirm every exact, single match")
    mapping = "what a clause speaks about: R5=DP-05:leak, R7=FG-01,FG-02"
    parser.add_argument("--map", action="append", default=[], type=_pair, metavar="CLAUSE=ITEM", help=mapping)
    reword = "read other words in place of a clause's: R7=at most 3 mm"
    parser.add_argument(
        "--reword", action="append", default=[], type=_pair, metavar="CLAUSE=TEXT", help=reword
    )
    set_rule = "write a clause's rule: R7=FR-04 <= 0.3 mm"
    parser.add_argument(
        "--set", action="append", default=[], type=_pair, metavar="CLAUSE=RULE", help=set_rule
    )
    leave = "a clause that makes no rule"
    parser.add_argument(
        "--leave-out", action="append", default=[], type=_pair, metavar="CLAUSE=WHY", help=leave
    )
    silence = "what an unmentioned defect means (with --why)"
    parser.add_argument("--silence", choices=["ignore", "undetermined"], help=silence)
    rule = "close a finding with a reason"
    parser.add_argument("--rule", action="append", default=[], type=_pair, metavar="FINDING=TEXT", help=rule)
    parser.add_argument(
        "--out", type=Path, metavar="FILE.toml", help="write the standard, once nothing is open"
    )


def _pair(told: str) -> tuple[str, str]:
    name, sign, value = told.partition("=")
    if not sign or not name or not value:
        raise argparse.ArgumentTypeError(f"{told}: NAME=VALUE")
    return name.strip(), value.strip()


def import_standard(arguments: argparse.Namespace) -> None:
    """Open or go on with an import, take the rulings given, and tell what is still open."""
    from station.standards.importing.job import ImportJob
    from station.standards.library import home_library

    library = home_library(arguments.home)
    if arguments.job is not None:
        job = ImportJob.load(arguments.job, library=library)
        if arguments.assign:
            job.assign(dict(arguments.assign))
    else:
        with as_file(arguments.file) as path:
            job = ImportJob.open(
                path,
                arguments.channel,
                arguments.category,
                dict(arguments.assign) or None,
                folder=arguments.home.imports,
                library=library,
            )
    _decide(job, arguments)
    if arguments.out is not None:
        _write(job, arguments.out)
    if arguments.json:
        emit(_document(job))
    else:
        _tell(job, Lang(arguments.lang or Lang.EN))


def _decide(job: ImportJob, arguments: argparse.Namespace) -> None:
    from station.standards.importing.writing import written_rule

    person, why = arguments.person, arguments.why
    for clause, words in arguments.reword:
        job.reword(clause, words, person, why)
    for clause, told in arguments.map:
        items, _, options = told.partition(":")
        chosen = [option for option in options.split(",") if option]
        job.map(clause, items.split(","), *chosen, person=person, says=why)
    for clause, rule in arguments.set:
        job.set_rule(clause, written_rule(rule), person, why)
    for clause, reason in arguments.leave_out:
        job.leave_out(clause, person, reason)
    if arguments.confirm_exact:
        job.confirm_exact(person, why or text(Lang(arguments.lang or Lang.EN), "importing.confirmed"))
    if arguments.silence:
        job.rule_silence(arguments.silence, person, why)
    for finding, says in arguments.rule:
        job.rule(finding, person, says)


def _write(job: ImportJob, path: Path) -> None:
    from station.standards.channel_writer import channel_text

    write_bytes(path, channel_text(job.standard()).encode("utf-8"))


def _document(job: ImportJob) -> dict[str, Any]:
    assignment = job.assignment
    return {
        "channel": job.channel,
        "category": job.category,
        "job": None if job.file is None else str(job.file),
        "workbook_sha256": job.sha256,
        "state": "open" if job.open_findings or not job.clauses else "ready",
        "assignment": None
        if assignment is None
        else {
            "sheet": assignment.sheet,
            "shape": assignment.shape,
            "heading_row": assignment.heading_row,
            "columns": dict(assignment.columns),
            "named": dict(assignment.named),
        },
        "sheets": [sheet.title for sheet in job.sheets],
        "clauses": [_clause(clause) for clause in job.clauses],
        "findings": [_finding(job, one) for one in job.findings],
        "open": len(job.open_findings),
    }


def _clause(clause: ImportedClause) -> dict[str, Any]:
    from station.standards.notation import rule_text

    mapping = clause.mapping
    return {
        "id": clause.id,
        "place": clause.source.place,
        "grade": clause.source.grade,
        "question": clause.source.question,
        "weight": clause.source.weight,
        "term": clause.source.term,
        "original": clause.original,
        "text": clause.text,
        "state": clause.state,
        "suggestions": [_suggestion(one) for one in clause.suggestions],
        "proposed": [_suggestion(one) for one in clause.proposed],
        "mapping": None
        if mapping is None
        else {
            "items": list(mapping.items),
            "options": list(mapping.options),
            "by": mapping.by,
            "at": mapping.at,
            "says": mapping.says,
        },
        "criteria": [rule_text(rule) for rule in clause.criteria],
    }


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        "item": one.item,
        "options": list(one.options),
        "score": one.score,
        "reason": one.reason,
        "matched": one.matched,
    }


def _finding(job: ImportJob, one: Finding) -> dict[str, Any]:
    from station.standards.findings import finding_message

    message = finding_message(one, job.internal)
    ruling = one.ruling
    return {
        "id": one.id,
        "code": one.code,
        "severity": one.severity,
        "clause": one.clause,
        "item": one.item,
        "message": {"zh": message.zh, "en": message.en},
        "ruling": None
        if ruling is None
        else {"by": ruling.by, "at": ruling.at, "says": {"zh": ruling.says.zh, "en": ruling.says.en}},
    }


def _tell(job: ImportJob, lang: Lang) -> None:
    from station.standards.findings import finding_message

    counts = {"clauses": len(job.clauses), "open": len(job.open_findings)}
    say(text(lang, "importing.summary", channel=job.channel, job=job.file or "-", **counts))
    for one in job.open_findings:
        say(f"  {one.id}  {finding_message(one, job.internal).of(lang)}")


def export_standard(arguments: argparse.Namespace) -> None:
    """Write the workbook of a standard."""
    from station.standards.exporting import workbook_bytes
    from station.standards.library import home_library

    standard = home_library(arguments.home).channel_standard(arguments.name, arguments.version)
    write_bytes(arguments.out, workbook_bytes(standard))
    if arguments.json:
        emit({"standard": standard.id, "version": standard.version, "file": str(arguments.out)})
    else:
        say(str(arguments.out))

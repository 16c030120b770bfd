"""``station audit``: samples by AQL from an inspector's records or a purchased lot, and their results."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from station.texts import Lang, text
from ui.cli.command import add_command, add_group, emit, say
from ui.cli.existing_home import open_existing
from ui.cli.pins import ask_pin, person_of

if TYPE_CHECKING:
    from station.analysis.audit_planning import Request
    from station.analysis.audit_results import AuditResult
    from station.people.accounts import Accounts
    from ui.cli.command import Commands

_TOLD_OTHERWISE = frozenset({"id", "drawn", "at", "person"})


def register(commands: Commands) -> None:
    """Declare plan, list and show."""
    group = add_group(commands, "audit", "samples by AQL (ISO 2859-1) and what became of them")
    parser = add_command(group, "plan", plan, "draw a sample; the ledger names it before anybody looks")
    lot = parser.add_mutually_exclusive_group(required=True)
    lot.add_argument("--inspector", default="", metavar="P", help="of the sealed records of one inspector")
    lot.add_argument("--source", default="", metavar="S", help="of the work orders of one source")
    parser.add_argument("--aql", required=True, metavar="PERCENT", help="nonconforming units, as 1.0 or 2.5")
    parser.add_argument("--level", default="II", metavar="L", help="I, II, III, S-1 to S-4 (II)")
    for name, what in (("--since", "first"), ("--until", "last")):
        parser.add_argument(name, type=date.fromisoformat, metavar="D", help=f"{what} business day")
    parser.add_argument("--seed", default="", metavar="TEXT", help="draw by this seed, not by a new one")
    parser.add_argument("--resume", default="", metavar="WHY", help="go on after inspection was discontinued")
    parser.add_argument("--by", required=True, metavar="P", help="id or name of who plans; proven by PIN")
    add_command(group, "list", list_audits, "every audit and how it stands")
    shown = add_command(group, "show", show, "one audit, unit by unit")
    shown.add_argument("audit", metavar="ID")


def plan(arguments: argparse.Namespace) -> None:
    """Plan an audit."""
    from station.analysis.audit_planning import plan_audit
    from station.analysis.audit_results import judged
    from station.analysis.figures import Figures
    from station.model.rights import Right
    from station.people.accounts import Accounts

    with open_existing(arguments.home) as store:
        accounts = Accounts(store)
        by = person_of(accounts, arguments.by)
        accounts.authorise(by.id, ask_pin(by.name), Right.COMPARE_PEOPLE)
        figures = Figures(store, people=True)
        figures.behind(None)
        made = judged(figures, plan_audit(figures, _request(arguments, accounts), by.id))
    if arguments.json:
        emit(_document(made))
        return
    lang = Lang(arguments.lang or Lang.EN)
    severity = text(lang, f"audits.severity.{made.audit.severity}")
    told = {**asdict(made.audit), "audit": made.audit.id, "reject": made.audit.reject, "severity": severity}
    say(text(lang, "audits.planned", **told))
    _say_units(made, lang)


def list_audits(arguments: argparse.Namespace) -> None:
    """Every audit."""
    from station.store.audits import audits

    found = _judged(arguments, lambda store: audits(store))
    if arguments.json:
        emit([{name: value for name, value in _document(one).items() if name != "units"} for one in found])
        return
    for one in found:
        _say_standing(one, Lang(arguments.lang or Lang.EN))


def show(arguments: argparse.Namespace) -> None:
    """One audit."""
    from station.store.audits import find_audit

    (found,) = _judged(arguments, lambda store: [find_audit(store, arguments.audit)])
    if arguments.json:
        emit(_document(found))
        return
    lang = Lang(arguments.lang or Lang.EN)
    _say_standing(found, lang)
    _say_units(found, lang)


def _judged(arguments: argparse.Namespace, chosen: Any) -> list[AuditResult]:
    from station.analysis.audit_results import judged
    from station.analysis.figures import Figures
    from station.store.clock import SystemClock
    from station.store.opening import open_to_read

    with open_to_read(arguments.home, SystemClock()) as store:
        figures = Figures(store, people=True)
        figures.behind(None)
        return [judged(figures, one) for one in chosen(store)]


def _request(arguments: argparse.Namespace, accounts: Accounts) -> Request:
    from station.analysis.audit_planning import Request
    from station.store.audits import Audited

    kind = Audited.INSPECTOR if arguments.inspector else Audited.SOURCE
    subject = person_of(accounts, arguments.inspector).id if arguments.inspector else arguments.source
    return Request(
        kind=kind,
        subject=subject,
        aql=arguments.aql,
        since=arguments.since,
        until=arguments.until,
        level=arguments.level,
        seed=arguments.seed,
        resume=arguments.resume,
    )


def _document(found: AuditResult) -> dict[str, Any]:
    from station.analysis.audit_results import Found
    from station.store.clock import to_text

    audit = found.audit
    return {
        "audit": audit.id,
        **{name: value for name, value in asdict(audit).items() if name not in _TOLD_OTHERWISE},
        "reject": audit.reject,
        "planned_at": to_text(audit.at) if audit.at else None,
        "by": audit.person,
        "state": found.state.value,
        "nonconforming": found.count(Found.NONCONFORMING),
        "open": found.count(Found.OPEN, Found.UNSETTLED),
        "units": [
            {
                "of": one.drawn.of,
                "codes": list(one.drawn.codes),
                "found": one.found.value,
                "record": one.record or None,
                "person": one.person or None,
                "differs": list(one.differs),
            }
            for one in found.units
        ],
    }


def _say_standing(found: AuditResult, lang: Lang) -> None:
    told = _document(found)
    say(text(lang, "audits.stands", **{**told, "state": text(lang, f"audits.state.{found.state}")}))


def _say_units(found: AuditResult, lang: Lang) -> None:
    for one in found.units:
        stands = text(lang, f"audits.found.{one.found}")
        codes, differs = ", ".join(one.drawn.codes), ", ".join(one.differs)
        say(text(lang, "audits.unit", of=one.drawn.of, codes=codes, found=stands, differs=differs).rstrip())

"""An import as a job: clauses, suggestions, findings, and the rulings that close them one by one.

Everything a person decides is saved at once; what follows from it (rules, findings) is worked out again from
the workbook, of which the job keeps a copy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from station.errors import KnownError
from station.model.checklist import InternalStandard
from station.standards.channel import ChannelStandard
from station.standards.channel_file import rule_problems
from station.standards.findings import Finding
from station.standards.importing.assigning import Told, chosen
from station.standards.importing.clause import ImportedClause, proposed_mapping, subject_of
from station.standards.importing.clause import Mapping as ClauseMapping
from station.standards.importing.job_file import (
    Decided,
    Header,
    JobState,
    Reworded,
    SetRule,
    Silenced,
    file_hash,
    keep_workbook,
    read_state,
    write_state,
)
from station.standards.importing.job_reading import read_job
from station.standards.importing.layout import Assignment
from station.standards.importing.memory import Memory, safe_name
from station.standards.importing.source import source_clauses
from station.standards.importing.template import is_template
from station.standards.importing.terms import Earlier
from station.standards.library import Library, shipped
from station.standards.rules import Rule
from station.texts import Phrase
from station.workbook.reading import Sheet, read_workbook

CHANNEL_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
"""What a channel's id may be: it names files."""
Today = Callable[[], date]
WhenSilent = Literal["ignore", "undetermined"]


def _today() -> date:
    return datetime.now(UTC).date()


class ImportJob:
    """One channel's workbook on its way to a standard; saved at every change once it has a folder."""

    def __init__(
        self,
        state: JobState,
        sheets: Sequence[Sheet],
        folder: Path | None,
        today: Today,
        library: Library | None,
    ) -> None:
        self._state, self._folder, self._today = state, folder, today
        self.sheets = tuple(sheets)
        self._memory = Memory(folder and folder / "channels")
        self.internal: InternalStandard = (library or shipped()).internal_standard(state.category)
        self._read()

    @classmethod
    def open(
        cls,
        path: Path,
        channel: str,
        category: str,
        assignment: Told | None = None,
        *,
        folder: Path | None = None,
        today: Today = _today,
        library: Library | None = None,
    ) -> ImportJob:
        """A new job for the workbook at ``path``.

        Without an assignment the channel's remembered one is used, or the one that the headings suggest;
        when there is neither the job has no clauses until :meth:`assign`. ``folder`` keeps jobs, workbooks
        and what is remembered per channel; ``library`` says what a category's internal standard is (None: as
        it ships).

        Raises:
            KnownError: IMP-001 to IMP-008 for the workbook, STD-003 for the category, STD-040 to STD-042 for
                the columns, STD-046 for a channel id that cannot name a file, STD-048 for our template.
        """
        if not CHANNEL_ID.fullmatch(channel):
            raise KnownError("STD-046", why=Phrase("importing.bad_id", {"id": channel}))
        sheets = read_workbook(path)
        memory = Memory(folder and folder / "channels")
        sha256 = file_hash(path)
        state = JobState(
            channel=channel,
            category=category,
            internal_version=(library or shipped()).internal_standard(category).version,
            workbook=path.name,
            sha256=sha256,
            assignment=None
            if is_template(sheets)
            else chosen(sheets, assignment, memory.of(channel).assignment),
            header=Header(name_zh=channel, name_en=channel, version=today().isoformat(), source=path.name),
        )
        job = cls(state, sheets, folder, today, library)
        if folder is not None:
            keep_workbook(path, folder / "workbooks", sha256)
        job._keep_assignment()
        job.save()
        return job

    @classmethod
    def load(cls, file: Path, *, today: Today = _today, library: Library | None = None) -> ImportJob:
        """The job saved in ``file``, with its own copy of the workbook.

        Raises:
            KnownError: STD-045 when the file or the copy is damaged.
        """
        state, folder = read_state(file), file.parent.parent
        kept = folder / "workbooks" / f"{state.sha256}.xlsx"
        if not kept.exists() or file_hash(kept) != state.sha256:
            raise KnownError("STD-045", file=kept.name, why="sha256")
        return cls(state, read_workbook(kept), folder, today, library)

    def save(self, folder: Path | None = None) -> Path | None:
        """Write the job file; None when the job has no folder."""
        self._folder = folder or self._folder
        if self.file is not None:
            write_state(self.file, self._state)
        return self.file

    @property
    def file(self) -> Path | None:
        """Where the job is saved: one file for each channel and workbook."""
        name = f"{safe_name(self._state.channel)}-{self._state.sha256[:12]}.json"
        return self._folder and self._folder / "jobs" / name

    @property
    def channel(self) -> str:
        """Id of the channel whose standard this becomes."""
        return self._state.channel

    @property
    def category(self) -> str:
        """The product category."""
        return self._state.category

    @property
    def sha256(self) -> str:
        """Hash of the workbook."""
        return self._state.sha256

    @property
    def assignment(self) -> Assignment | None:
        """What the columns mean; None until somebody says."""
        return self._state.assignment

    @property
    def header(self) -> Header:
        """What the standard will say of itself."""
        return self._state.header

    @property
    def when_silent(self) -> Silenced | None:
        """What silence means, and who ruled so; None until somebody does."""
        return self._state.silence

    @property
    def clauses(self) -> tuple[ImportedClause, ...]:
        """Every clause, in the order of the sheet."""
        return self._reading.clauses

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found, with the rulings given; clause by clause, then the standard as a whole."""
        return self._reading.findings

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """What still needs a ruling."""
        return self._reading.open_findings

    def clause(self, clause: str) -> ImportedClause:
        """The clause with this id.

        Raises:
            KnownError: STD-044 when there is none.
        """
        for one in self.clauses:
            if one.id == clause:
                return one
        raise KnownError("STD-044", sort="clause", id=clause)

    def assign(self, told: Told) -> None:
        """Say what the columns mean; remembered for the channel's next workbook.

        Raises:
            KnownError: STD-040, STD-041, STD-042.
        """
        assignment = chosen(self.sheets, told, self._state.assignment)
        if assignment is not None:
            source_clauses(self.sheets, assignment)
        self._state.assignment = assignment
        self._keep_assignment()
        self._changed()

    def describe(self, header: Header) -> None:
        """Change what the standard says of itself."""
        self._state.header = header
        self._changed()

    def map(self, clause: str, item: str | Sequence[str], *options: str, person: str, says: str) -> None:
        """Rule which internal item (or items) and options a clause speaks about.

        The channel's next import suggests the same for the same words.

        Raises:
            KnownError: STD-044 for the clause, STD-046 for an item or option that does not exist, or without
                a person and a reason.
        """
        items = (item,) if isinstance(item, str) else tuple(item)
        self._check_items(items, options)
        by = self._decided(person, says)
        self._state.mappings[self.clause(clause).id] = ClauseMapping(
            items=items, options=options, by=by.by, at=by.at, says=by.says
        )
        self._remember([clause])
        self._changed()

    def confirm_exact(self, person: str, says: str) -> int:
        """Confirm every clause whose words match exactly and alone; how many there were.

        Raises:
            KnownError: STD-046 without a person and a reason.
        """
        by = self._decided(person, says)
        exact = [one for one in self.clauses if one.state == "open" and one.is_exact]
        for one in exact:
            self._state.mappings[one.id] = proposed_mapping(one, by.by, by.at, by.says)
        self._remember([one.id for one in exact])
        self._changed()
        return len(exact)

    def rule(self, finding_id: str, person: str, says: str) -> None:
        """Close a finding. An open mapping is thereby confirmed as proposed.

        A clause whose words were ruled away makes no rule, and says so in a finding of its own.

        Raises:
            KnownError: STD-044 when there is no such finding, STD-046 without a person and a reason.
        """
        found = next((one for one in self.findings if one.id == finding_id), None)
        if found is None:
            raise KnownError("STD-044", sort="finding", id=finding_id)
        by = self._decided(person, says)
        if found.code == "mapping_open":
            self._state.mappings[found.clause] = proposed_mapping(
                self.clause(found.clause), by.by, by.at, by.says
            )
            self._remember([found.clause])
        elif found.code == "silence_unruled":
            self._state.silence = Silenced(by=by.by, at=by.at, says=by.says, when_silent="undetermined")
        self._state.rulings[finding_id] = by
        self._changed()

    def rule_silence(self, when_silent: WhenSilent, person: str, says: str) -> None:
        """Rule what it means that the standard does not mention a defect that was seen.

        Raises:
            KnownError: STD-046 without a person and a reason.
        """
        by = self._decided(person, says)
        self._state.silence = Silenced(by=by.by, at=by.at, says=by.says, when_silent=when_silent)
        self._changed()

    def reword(self, clause: str, text: str, person: str, says: str) -> None:
        """Read other words in place of the original, which stays beside them: "3" becomes "3 mm".

        Raises:
            KnownError: STD-044 for the clause, STD-046 without a person and a reason.
        """
        by = self._decided(person, says)
        id_ = self.clause(clause).id
        self._state.wordings[id_] = Reworded(by=by.by, at=by.at, says=by.says, text=text)
        self._state.mappings.pop(id_, None)
        self._changed()

    def set_rule(self, clause: str, rule: Rule, person: str, says: str) -> None:
        """Write the rule of a clause by hand.

        Raises:
            KnownError: STD-044 for the clause, STD-046 without a person and a reason, or for a rule that does
                not fit the items it names.
        """
        by = self._decided(person, says)
        for why in rule_problems(rule, self.internal):
            raise KnownError("STD-046", why=why)
        self._state.rules[self.clause(clause).id] = SetRule(by=by.by, at=by.at, says=by.says, rule=rule)
        self._changed()

    def leave_out(self, clause: str, person: str, says: str) -> None:
        """Rule that a clause makes no rule (a heading, a remark).

        Raises:
            KnownError: STD-044 for the clause, STD-046 without a person and a reason.
        """
        self._state.left_out[self.clause(clause).id] = self._decided(person, says)
        self._changed()

    def draft(self) -> ChannelStandard | None:
        """The standard as far as people have decided; None as long as it has no rule at all."""
        return self._reading.draft(self._state, self.internal)

    def standard(self) -> ChannelStandard:
        """The standard, once every finding is closed.

        Raises:
            KnownError: STD-043 with the number of findings that are open.
        """
        draft = self.draft()
        if self.open_findings or draft is None:
            raise KnownError("STD-043", count=max(1, len(self.open_findings)))
        return draft

    def _decided(self, person: str, says: str) -> Decided:
        if not person.strip() or not says.strip():
            raise KnownError("STD-046", why=Phrase("importing.reason_missing"))
        return Decided(by=person.strip(), at=self._today().isoformat(), says=says.strip())

    def _check_items(self, items: Sequence[str], options: Sequence[str]) -> None:
        found = [self.internal.item(item) for item in items]
        if not found or None in found:
            raise KnownError("STD-046", why=Phrase("importing.no_item", {"item": ", ".join(items)}))
        if not all(any(one and one.option(option) for one in found) for option in options):
            raise KnownError("STD-046", why=Phrase("importing.no_option", {"option": ", ".join(options)}))

    def _keep_assignment(self) -> None:
        if self._state.assignment is not None:
            self._memory.keep_assignment(self.channel, self._state.assignment)

    def _remember(self, clauses: Sequence[str]) -> None:
        told = [self.clause(clause) for clause in clauses]
        kept = [
            Earlier(subject_of(one.reading, one.source), mapping.items[0], mapping.options)
            for one in told
            if (mapping := self._state.mappings[one.id]) and len(mapping.items) == 1
        ]
        self._memory.keep_rulings(self.channel, kept)

    def _changed(self) -> None:
        self._read()
        self.save()

    def _read(self) -> None:
        earlier = self._memory.of(self.channel).rulings
        self._reading = read_job(self._state, self.sheets, self.internal, earlier)

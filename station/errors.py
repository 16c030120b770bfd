"""Known errors, told apart from bugs.

A known error carries a code from :data:`CATALOGUE`. What happened and what to do stand, in both languages,
in ``resources/translations/<lang>/errors.toml`` under the code; a test keeps code and texts in step.
Everything that is not a :class:`KnownError` is a bug and ends in a crash report.
"""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How loudly a known error is told."""

    ATTENTION = "attention"
    """The person can go on; something did not happen as asked."""
    BAD = "bad"
    """The action failed; nothing recorded earlier is touched."""


CATALOGUE: dict[str, Severity] = {
    # figures of analyses
    "FIG-001": Severity.ATTENTION,  # stopped on request
    "FIG-002": Severity.BAD,  # figures of single inspectors without the right
    "FIG-003": Severity.BAD,  # not a key of an analysis
    "FIG-010": Severity.ATTENTION,  # no record to print an analysis of
    "FIG-004": Severity.BAD,  # no such kind of file for an analysis
    # audits by sampling
    "AUD-001": Severity.BAD,  # no such audit
    "AUD-002": Severity.BAD,  # inspection of the subject is discontinued
    # scanning and units
    "SCAN-001": Severity.ATTENTION,  # code known to no work order and no catalogue entry
    "SCAN-002": Severity.BAD,  # IMEI fails Luhn
    "SCAN-003": Severity.ATTENTION,  # several codes in view
    "SCAN-004": Severity.ATTENTION,  # unit already open in another draft
    "SCAN-005": Severity.ATTENTION,  # scanned identifier is not the unit's
    "SCAN-006": Severity.ATTENTION,  # code scanned in a step that has no use for one
    "SCAN-007": Severity.BAD,  # a code that types commands
    # answers and inspections
    "INSP-001": Severity.BAD,  # answer does not fit the check item
    "INSP-002": Severity.BAD,  # inspection is not open
    "INSP-003": Severity.BAD,  # an instrument was demanded: manual entry needs a reason
    "INSP-004": Severity.BAD,  # cannot seal: items without an answer
    "INSP-005": Severity.BAD,  # unknown inspection id
    "INSP-006": Severity.ATTENTION,  # value out of limits: measure again or confirm
    "INSP-007": Severity.BAD,  # required photo missing
    "INSP-008": Severity.ATTENTION,  # a supervisor must allow it
    # corrections of sealed records
    "REC-001": Severity.BAD,  # amended already
    "REC-002": Severity.BAD,  # voided
    "REC-003": Severity.BAD,  # no such reason
    "REC-004": Severity.BAD,  # a reason in words is asked for
    "REC-005": Severity.BAD,  # amendment that changes nothing
    "REC-006": Severity.BAD,  # no second signature demanded
    "REC-007": Severity.BAD,  # second signature by the first person
    "REC-008": Severity.BAD,  # second signature given or refused already
    "REC-009": Severity.BAD,  # the words of a signature are too long
    # people
    "PEO-001": Severity.BAD,  # wrong PIN
    "PEO-002": Severity.BAD,  # PIN too weak
    "PEO-003": Severity.BAD,  # no such person
    "PEO-004": Severity.BAD,  # first inspector exists already
    "PEO-005": Severity.BAD,  # locked after failed attempts
    "PEO-006": Severity.BAD,  # the person's role does not allow this
    "PEO-007": Severity.BAD,  # PIN kept is damaged
    "PEO-008": Severity.BAD,  # blocked
    "PEO-009": Severity.ATTENTION,  # PIN was reset: it must be changed first
    "PEO-010": Severity.BAD,  # last active administrator
    "PEO-011": Severity.BAD,  # badge belongs to somebody else
    "PEO-012": Severity.BAD,  # not a badge code
    "PEO-013": Severity.BAD,  # too many failed tries at the station
    "PEO-014": Severity.BAD,  # nobody holds this badge
    "PEO-015": Severity.BAD,  # new PIN is the old one
    "PEO-016": Severity.BAD,  # a name too long, or with characters that nobody sees
    "PEO-017": Severity.BAD,  # looked after by the platform
    # personal data
    "PRV-001": Severity.BAD,  # master key missing or unreadable
    "PRV-002": Severity.BAD,  # key of a person missing or damaged, or the text altered
    "PRV-003": Severity.BAD,  # nobody of that id
    "PRV-004": Severity.BAD,  # IMEIs in clear text, and nobody named who may see them
    # facts, standards
    "FACT-001": Severity.BAD,  # facts file malformed
    "STD-001": Severity.BAD,  # standard file malformed
    "STD-002": Severity.BAD,  # no such standard or channel
    "STD-003": Severity.BAD,  # no internal standard for category
    "STD-004": Severity.BAD,  # standard and facts of different categories
    "STD-020": Severity.BAD,  # two files claim the same version
    "STD-021": Severity.BAD,  # this version is published already
    "STD-022": Severity.BAD,  # an author cannot review their own draft
    "STD-023": Severity.BAD,  # findings without a ruling
    "STD-024": Severity.BAD,  # draft not reviewed, or changed since
    "STD-025": Severity.BAD,  # no such draft
    "STD-026": Severity.BAD,  # a reason is asked for
    "STD-027": Severity.BAD,  # draft damaged
    "STD-028": Severity.BAD,  # standard file not as the station published it
    "STD-040": Severity.BAD,  # no such column, sheet or role
    "STD-041": Severity.BAD,  # a needed column is not assigned
    "STD-042": Severity.BAD,  # sheet without clauses
    "STD-043": Severity.BAD,  # import with open findings
    "STD-044": Severity.BAD,  # no such clause or finding in the import
    "STD-045": Severity.BAD,  # import file unreadable or its workbook altered
    "STD-046": Severity.BAD,  # mapping or ruling refused
    "STD-047": Severity.BAD,  # text too long for a cell
    "STD-048": Severity.BAD,  # template malformed
    # store
    "STO-001": Severity.BAD,  # database unreadable
    "STO-002": Severity.BAD,  # read-only
    "STO-003": Severity.BAD,  # disk full
    "STO-004": Severity.BAD,  # another station uses this home
    "STO-005": Severity.BAD,  # schema newer than the program
    "STO-006": Severity.BAD,  # migration half done
    "STO-007": Severity.BAD,  # no such record
    "STO-008": Severity.BAD,  # evidence file missing or altered
    "STO-009": Severity.BAD,  # station key unreadable
    "STO-010": Severity.BAD,  # practice asked for in a home in real use
    "STO-011": Severity.BAD,  # no station in this home
    "STO-012": Severity.BAD,  # changes that were on disk are gone
    "STO-013": Severity.ATTENTION,  # other users of the machine can read the home
    "STO-014": Severity.BAD,  # the database is a link
    "STO-020": Severity.BAD,  # too little room on the disk for another unit
    # backup
    "BAK-001": Severity.BAD,  # wrong passphrase
    "BAK-002": Severity.BAD,  # not a backup, altered or cut off
    "BAK-003": Severity.BAD,  # backup made by a newer program
    "BAK-004": Severity.BAD,  # backup file or folder cannot be read or written
    "BAK-005": Severity.BAD,  # a file of that name is there already
    "BAK-006": Severity.BAD,  # restore into a home that holds something
    "BAK-007": Severity.BAD,  # no backup key or folder set up
    "BAK-008": Severity.BAD,  # the ledger in the backup does not verify
    "BAK-009": Severity.ATTENTION,  # another backup is being made
    "BAK-010": Severity.BAD,  # passphrase too weak
    "BAK-011": Severity.ATTENTION,  # stopped, as the station closes
    # receipts of a hub
    "LED-001": Severity.BAD,  # receipt not signed by the pinned hub, or for another station
    "LED-002": Severity.BAD,  # receipt contradicts an earlier one
    "LED-003": Severity.BAD,  # another hub is pinned
    "LED-004": Severity.BAD,  # no hub is pinned and no key given
    "LED-005": Severity.BAD,  # hub key unreadable
    # the exchange with the hub, at the station
    "SYN-001": Severity.BAD,  # not enrolled
    "SYN-002": Severity.BAD,  # practice never leaves
    "SYN-003": Severity.ATTENTION,  # hub not reached, or it cannot serve now
    "SYN-004": Severity.BAD,  # certificate not trusted
    "SYN-005": Severity.BAD,  # answer not understood
    "SYN-006": Severity.BAD,  # answer too long
    "SYN-007": Severity.BAD,  # the station's program is too old
    "SYN-008": Severity.BAD,  # the hub's program is too old
    "SYN-009": Severity.BAD,  # another hub answers
    "SYN-010": Severity.BAD,  # not a safe address
    "SYN-011": Severity.BAD,  # ledger and hub tell two histories
    "SYN-012": Severity.BAD,  # the hub has entries that the ledger lacks
    "SYN-013": Severity.BAD,  # receipt not proven
    "SYN-014": Severity.ATTENTION,  # entry that the hub cannot use
    "SYN-015": Severity.BAD,  # entry whose body cannot be sent
    "SYN-016": Severity.BAD,  # photo missing or altered
    "SYN-017": Severity.ATTENTION,  # photo that the hub does not take
    "SYN-018": Severity.ATTENTION,  # the hub lost what it had confirmed
    "SYN-019": Severity.BAD,  # entry whose header cannot be sent
    "SYN-028": Severity.ATTENTION,  # the network's proxy lets nothing through
    "SYN-030": Severity.BAD,  # a station in real use at a hub for practice
    # records
    "REC-020": Severity.ATTENTION,  # search longer than anybody means
    # imports
    "IMP-001": Severity.BAD,  # file unreadable
    "IMP-002": Severity.BAD,  # column missing
    "IMP-003": Severity.BAD,  # file too large
    "IMP-004": Severity.BAD,  # not an .xlsx workbook, or locked
    "IMP-005": Severity.BAD,  # workbook with macros
    "IMP-006": Severity.BAD,  # formula in a cell
    "IMP-007": Severity.BAD,  # workbook linked to other sources
    "IMP-008": Severity.BAD,  # workbook that unfolds without end
    # instruments
    "INS-001": Severity.BAD,  # lost (cable pulled, switched off)
    "INS-002": Severity.BAD,  # cannot connect
    "INS-003": Severity.ATTENTION,  # no answer in time
    "INS-004": Severity.ATTENTION,  # reading in the wrong unit
    "INS-005": Severity.ATTENTION,  # overload or underload
    "INS-006": Severity.ATTENTION,  # noise: frame not understood
    "INS-007": Severity.ATTENTION,  # not stable in time
    "INS-008": Severity.BAD,  # profile file malformed
    "INS-009": Severity.BAD,  # no such profile
    "INS-010": Severity.BAD,  # no instrument for the quantity
    "INS-011": Severity.ATTENTION,  # instrument reports an error or is busy
    "INS-012": Severity.BAD,  # transport URL not understood
    # cameras
    "CAM-001": Severity.BAD,  # camera gone
    "CAM-002": Severity.BAD,  # cannot open
    "CAM-003": Severity.BAD,  # picture corrupt
    "CAM-004": Severity.ATTENTION,  # picture refused: blurred, too dark, glare
    "CAM-005": Severity.BAD,  # camera URL not understood
    "CAM-006": Severity.BAD,  # chosen USB camera not plugged in
    "CAM-007": Severity.BAD,  # USB camera cannot be told apart for certain
    # reports and labels
    "REP-002": Severity.BAD,  # template malformed
    "REP-003": Severity.BAD,  # no such template
    "REP-004": Severity.BAD,  # cannot write file
    "REP-010": Severity.BAD,  # the channel of a hand-over did not judge the record
    "REP-011": Severity.BAD,  # a list of no records
    "REP-012": Severity.BAD,  # a further print needs a reason
    "REP-013": Severity.BAD,  # a built-in template stays as it is
    "REP-014": Severity.BAD,  # no good name for a template
    "REP-015": Severity.ATTENTION,  # a template of the station's is broken: the built-in one is used
    "REP-016": Severity.BAD,  # there is a template of that name
    "REP-017": Severity.ATTENTION,  # characters without a glyph are printed as their code
    "REP-018": Severity.BAD,  # too many records for one list
    "REP-040": Severity.BAD,  # template is about something else
    "LAB-001": Severity.BAD,  # label printer not reached
    "LAB-002": Severity.ATTENTION,  # no label printer set
    "LAB-003": Severity.BAD,  # label printer: paper or ribbon out
    "LAB-004": Severity.BAD,  # label printer: open
    "LAB-005": Severity.BAD,  # label printer: paused
    "LAB-006": Severity.BAD,  # label printer: too hot, too cold, memory full
    # analysis
    "ANA-001": Severity.BAD,  # input of a statistic malformed
    "ANA-002": Severity.ATTENTION,  # a statistic that these numbers do not give
    "ANA-003": Severity.BAD,  # this kind has no paper
    "ANA-004": Severity.ATTENTION,  # a reading of a study is missing or no number
    "PRN-001": Severity.ATTENTION,  # no system printer on this machine
    "PRN-002": Severity.BAD,  # system printer did not take the document
    # program
    "SET-001": Severity.BAD,  # settings file malformed
    "RES-001": Severity.BAD,  # resource missing: installation damaged
    # the hub: its codes are problem codes on the wire
    "HUB-001": Severity.BAD,  # the hub's key or folder cannot be used
    "HUB-002": Severity.BAD,  # not a database address
    "HUB-003": Severity.BAD,  # database not reached
    "HUB-004": Severity.BAD,  # place for evidence not reached
    "HUB-010": Severity.BAD,  # malformed request
    "HUB-011": Severity.ATTENTION,  # gap in the ledger
    "HUB-012": Severity.BAD,  # ledger contradicts the hub's
    "HUB-013": Severity.BAD,  # entry not signed by its station
    "HUB-014": Severity.BAD,  # station revoked
    "HUB-015": Severity.BAD,  # enrolment code not valid
    "HUB-016": Severity.BAD,  # no valid token
    "HUB-017": Severity.BAD,  # role may not do this
    "HUB-018": Severity.ATTENTION,  # too many requests
    "HUB-019": Severity.BAD,  # body too large
    "HUB-020": Severity.BAD,  # wire version not spoken
    "HUB-021": Severity.BAD,  # no such thing at the hub
    "HUB-022": Severity.BAD,  # bytes are not what their hash says
    "HUB-023": Severity.BAD,  # the hub cannot store
    "HUB-024": Severity.BAD,  # station enrolled already
    "HUB-025": Severity.ATTENTION,  # upload goes on elsewhere
    "HUB-026": Severity.BAD,  # method not offered here
    "HUB-030": Severity.ATTENTION,  # entry without its body
    "HUB-031": Severity.ATTENTION,  # body does not say what its kind demands
    "HUB-032": Severity.ATTENTION,  # kind of entry unknown
    "HUB-033": Severity.ATTENTION,  # body larger than the hub keeps
    "HUB-034": Severity.BAD,  # another hub was meant
    "HUB-035": Severity.BAD,  # not proven by the key
    "HUB-036": Severity.BAD,  # too many entries at once
    "HUB-040": Severity.ATTENTION,  # file that no accepted entry names
    "HUB-041": Severity.ATTENTION,  # upload fell silent
    "HUB-050": Severity.BAD,  # cannot be published: name, version or kind
    "HUB-051": Severity.BAD,  # this version was published with other content
    "HUB-052": Severity.BAD,  # stations would refuse the content
    "HUB-027": Severity.BAD,  # the second password differs
    "HUB-060": Severity.BAD,  # name or password wrong
    "HUB-061": Severity.BAD,  # locked after too many tries
    "HUB-062": Severity.BAD,  # password too short or long
    "HUB-063": Severity.BAD,  # name is taken
    "HUB-064": Severity.BAD,  # not a name for an account
    "HUB-065": Severity.BAD,  # address that the hub may not call
    "HUB-066": Severity.BAD,  # certificate cannot be used
    "HUB-067": Severity.BAD,  # no such account
    "HUB-068": Severity.BAD,  # last administrator
    "HUB-069": Severity.BAD,  # a bug of the hub
    # what the platform sends down
    "SYN-020": Severity.BAD,  # feed not signed by the pinned hub, or for another station
    "SYN-021": Severity.BAD,  # older than what is in force: replayed or rolled back
    "SYN-022": Severity.BAD,  # same cursor, other content
    "SYN-023": Severity.ATTENTION,  # content is not what its hash says
    "SYN-024": Severity.BAD,  # an item cannot be used
    "SYN-025": Severity.BAD,  # an item would take the place of the station's own
    "SYN-026": Severity.BAD,  # a kind of item that this program does not know
    "SYN-027": Severity.BAD,  # a file of the set in force was altered
    "HUB-070": Severity.BAD,  # no such trace page
    "HUB-071": Severity.BAD,  # record of a form that this hub cannot put in words
    "HUB-072": Severity.BAD,  # form that was not made by this session's page
    "HUB-073": Severity.BAD,  # standard that may not be published
    "NET-001": Severity.BAD,  # address in use or not bindable
}


class KnownError(Exception):
    """An error the product knows and can explain.

    ``details`` fill the placeholders of the code's texts. Keep secrets and personal data out of them:
    they reach screens and logs.
    """

    def __init__(self, code: str, /, **details: object) -> None:
        if code not in CATALOGUE:
            raise AssertionError(f"error code {code} is not in the catalogue")
        self.code = code
        self.details = details
        super().__init__(f"{code} {details}" if details else code)

    @property
    def severity(self) -> Severity:
        """Severity from the catalogue."""
        return CATALOGUE[self.code]

"""Single sampling plans by AQL (ISO 2859-1), and how likely they accept a lot."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from station.analysis.statistics.distributions import binomial_at_most
from station.analysis.statistics.refusal import cannot
from station.analysis.statistics.sampling_tables import SamplingTables, sampling_tables


class Severity(StrEnum):
    """Severity of inspection. The tables of reduced inspection are not available here."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    REDUCED = "reduced"


@dataclass(frozen=True)
class Plan:
    """Inspect ``n`` units; accept with up to ``accept`` nonconforming ones, reject from ``reject`` on.

    ``code`` is the code letter of the lot size, ``letter`` the one whose plan is used after the arrows. The
    edition stands with every plan, since a newer one may differ.
    """

    edition: str
    severity: Severity
    aql: str
    letter: str
    n: int
    accept: int
    lot: int | None = None
    level: str | None = None
    code: str | None = None
    full_inspection: bool = False
    confidence: str = ""

    @property
    def reject(self) -> int:
        """Rejection number."""
        return self.accept + 1

    def accepts(self, nonconforming: int) -> bool:
        """Whether the lot is accepted with so many nonconforming units in the sample."""
        return nonconforming <= self.accept


def plan_for(
    lot: int,
    aql: str,
    level: str = "II",
    severity: Severity = Severity.NORMAL,
    tables: SamplingTables | None = None,
) -> Plan:
    """The plan of a lot. A sample as large as the lot is 100 % inspection, n is then the lot size.

    Raises:
        KnownError: ANA-002 for reduced inspection, or a lot size, level or AQL that the tables do not have.
    """
    known = tables or sampling_tables()
    code = known.code_letter(lot, level)
    found = plan_of_letter(code, aql, severity, known)
    whole = found.n >= lot
    return Plan(
        edition=found.edition,
        severity=severity,
        aql=found.aql,
        letter=found.letter,
        n=min(found.n, lot),
        accept=found.accept,
        lot=lot,
        level=level,
        code=code,
        full_inspection=whole,
        confidence=found.confidence,
    )


def plan_of_letter(
    letter: str, aql: str, severity: Severity = Severity.NORMAL, tables: SamplingTables | None = None
) -> Plan:
    """The plan where the arrows from a code letter end; its n is that of the letter where they end."""
    known = tables or sampling_tables()
    if severity is Severity.REDUCED:
        raise cannot("reduced_not_available")
    if letter not in known.sample_size:
        raise cannot("no_such_letter", letter=letter)
    column = known.column(aql)
    reached, accept = known.follow(severity, letter, column)
    size, sure = known.sample_size[reached], known.confidence[severity]
    return Plan(known.edition, severity, known.aqls[column], reached, size, accept, confidence=sure)


def acceptance(n: int, accept: int, share: float) -> float:
    """Operating characteristic: P(at most ``accept`` nonconforming in n) at a share nonconforming, binomial.

    Raises:
        KnownError: ANA-002 for a share outside 0 to 1.
    """
    if not (math.isfinite(share) and 0 <= share <= 1):
        raise cannot("bad_quality", share=share)
    return binomial_at_most(accept, n, share)

"""What papers are about: per word a template may give as ``about``, the contents its blocks find."""

from __future__ import annotations

from collections.abc import Mapping

from station.model.analysis_page import AnalysisPages
from station.reports.checks import ChecksContent
from station.reports.content import ReportContent
from station.reports.handover import HandoverContent
from station.reports.history import HistoryContent
from station.reports.records import RecordsContent

CONTENTS: Mapping[str, tuple[type[object], ...]] = {
    "record": (ReportContent, HistoryContent, ChecksContent),
    "handover": (ReportContent, HistoryContent, ChecksContent, HandoverContent),
    "records": (RecordsContent,),
    "analysis": (AnalysisPages,),
}


def has(about: str, need: type[object]) -> bool:
    """True when a paper about this has what a block needs."""
    return need is object or need in CONTENTS.get(about, ())


RECORD_FIELDS = frozenset(
    {
        *("record", "unit", "detail", "code", "imei", "serial", "category", "station", "inspector", "signer"),
        *("started_at", "sealed_at", "ledger_hash", "ledger_sequence", "trace", "practice", "standing"),
        "verdicts",
    }
)

LABEL_FIELDS: Mapping[str, frozenset[str]] = {
    "record": RECORD_FIELDS,
    "records": frozenset({"batch", "count", "units", "station", "sealed_from", "sealed_to", "practice"}),
    "place": frozenset({"place", "name", "station"}),
}
"""What texts of labels may name, by what the label is about."""

FIELDS: Mapping[str, frozenset[str]] = {
    "record": RECORD_FIELDS,
    "handover": RECORD_FIELDS,
    "records": frozenset({"batch", "box", "count", "station"}),
}
"""What texts of templates may name, by what the paper is about; checked only where it is stated here."""

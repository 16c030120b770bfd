"""``station stats``: statistics of numbers in a JSON file, under the names that published results use."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.texts import Lang
from ui.cli.command import add_command, emit, read_json, write_bytes

if TYPE_CHECKING:
    from ui.cli.command import Commands

KINDS = {
    "xbar-r": "X̄ and R charts of subgroups: {groups} -> xbar{center, std_dev, LCL, UCL, ...}, R{...}",
    "xbar-s": "X̄ and S charts of subgroups: {groups} -> xbar{...}, S{...}",
    "imr": "single values and moving ranges: [numbers] -> xbar, mrbar, UCL_X, LCL_X, UCL_MR, X{...}, MR{...}",
    "p": "share nonconforming: {D, size, trial} -> n, center, std_dev, LCL, UCL, p_trial{...}",
    "np": "number nonconforming: {D, size, trial} -> like p, np_trial{...}",
    "c": "nonconformities per sample: [counts] -> cbar, LCL, UCL",
    "u": "nonconformities per unit: {D, size} -> ubar, LCL, UCL",
    "ewma": "[numbers], {groups} or {x, center, std_dev, lambda, nsigmas} -> ewma[], sigma[], LCL, UCL",
    "cusum": "[numbers], {groups} or {x, center, std_dev, decision_interval} -> pos[], neg[]",
    "capability": "[numbers], {groups}; LSL, USL, target -> Cp, Cp_l ... Ppm: [value, low, high]",
    "rules": "{x, center, std_dev, rule} -> WER1..WER4, NEL1..NEL8: points from 1; viol of the rule named",
    "grr": "{appraiser: [trial][part]}, tolerance_range -> average_range, anova_full, anova_...",
    "type1": "[numbers], reference, tolerance_range, percent, k -> bias, s, Cg, Cgk, t, df, p, ci95_bias",
    "kappa": "{ratings: [subject][appraiser]} or {table} -> kappa, ASE, CI95, z, p, raters_1_2{...}, ...",
    "aql": "{lot, aql, level, severity} or {lots: [true, ...]} -> code, n, Ac, Re, ...; stages[]",
    "dpmo": "{defects, units, opportunities}, {dpmo}, {sigma} or a table by sigma level -> dpmo, sigma",
    "univariate": "[numbers] -> n, mean, sd, min, median, max, autocorrelation",
    "constants": "{n} -> the factors of control charts A2, A3, c4, B3 ... D4",
}
"""The kinds with their shapes; a test keeps them in step with those that are computed."""


def register(commands: Commands) -> None:
    """Add ``station stats``."""
    parser = add_command(commands, "stats", stats, "Statistics of numbers in a JSON file, as JSON")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(f"  {kind:11}{line}" for kind, line in KINDS.items())
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument(
        "file",
        metavar="FILE",
        help="{data, params} or the bare data, or several of them by name; - is standard input",
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        type=_assignment,
        metavar="NAME=VALUE",
        help="a parameter, such as USL=74.05 or phase1=[1,25]; goes before what the file says",
    )
    parser.add_argument("--out", type=Path, metavar="FILE.pdf", help="of grr: the study on paper as well")
    parser.add_argument("--unit", default="", metavar="U", help="unit of the readings, for the paper")


def _assignment(written: str) -> tuple[str, Any]:
    name, equals, value = written.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError("NAME=VALUE is needed")
    try:
        return name, json.loads(value)
    except (ValueError, RecursionError):
        return name, value


def stats(arguments: argparse.Namespace) -> None:
    """Print every quantity of the file as one JSON object."""
    from station.analysis.statistics.documents.kinds import compute
    from station.texts import Phrase

    try:
        document = read_json(arguments.file)
    except ValueError as error:
        why = Phrase("statistics.malformed.json", {"why": str(error)})
        raise KnownError("ANA-001", where=arguments.file, why=why) from error
    options = dict(arguments.set)
    computed = compute(arguments.kind, document, options)
    if arguments.out:
        _print(arguments, document, options)
    emit(computed)


def _print(arguments: argparse.Namespace, document: Any, options: dict[str, Any]) -> None:
    if arguments.kind != "grr":
        raise KnownError("ANA-003", kind=arguments.kind)
    from station.analysis.statistics.documents.gauges import gauge_study_of
    from station.reports.gauge_paper import gauge_pdf

    study, tolerance = gauge_study_of(document, options)
    lang = Lang(arguments.lang or Lang.ZH)
    name = Path(arguments.file).stem if arguments.file != "-" else ""
    write_bytes(arguments.out, gauge_pdf(study, lang, name=name, unit=arguments.unit, tolerance=tolerance))

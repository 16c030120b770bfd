"""kappa: agreement of appraisers, of a document."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import Any

from station.analysis.statistics.cohen_kappa import (
    Kappa,
    Weight,
    cohen_kappa,
    cross_table,
    linear,
    quadratic,
    unweighted,
)
from station.analysis.statistics.documents.reading import is_rows, items, malformed, rows
from station.analysis.statistics.documents.study import Found, Kind, Study
from station.analysis.statistics.fleiss_kappa import Judged, count_table, fleiss_kappa
from station.analysis.statistics.intervals import clopper_pearson, wilson

WEIGHTS: dict[str, Weight] = {"unweighted": unweighted, "linear": linear, "quadratic": quadratic}


def _table(study: Study) -> Found | None:
    """Counts: under ``table``, or a bare list of lists that is square or has rows of one sum."""
    if isinstance(study.content, dict):
        return study.find("table")
    content = study.content
    if not is_rows(content) or not _looks_counted(content):
        return None
    return Found(content, study.where)


def _looks_counted(content: Sequence[Sequence[Any]]) -> bool:
    if any(not isinstance(one, (int, float)) for row in content for one in row):
        return False
    square = {len(row) for row in content} == {len(content)}
    return square or len({sum(row) for row in content}) == 1


def _ratings(study: Study) -> Found | None:
    """Ratings, subjects in rows and appraisers in columns: under ``ratings…``, or a bare list of lists."""
    if isinstance(study.content, dict):
        named = [key for key in study.content if key.startswith("ratings")]
        return Found(study.content[named[0]], f"{study.where}.{named[0]}") if named else None
    return Found(study.content, study.where) if is_rows(study.content) else None


def _is_agreement(study: Study) -> bool:
    return _table(study) is not None or _ratings(study) is not None


def _kappa(study: Study) -> dict[str, Any]:
    if table := _table(study):
        return _of_table(rows(*table), table.where)
    found = _ratings(study) or Found(None, study.where)
    ratings = [_row(one, f"{found.where}[{place}]") for place, one in enumerate(items(*found))]
    if not ratings or len({len(row) for row in ratings}) > 1 or len(ratings[0]) < 2:
        raise malformed(found.where, "ratings")
    return _of_ratings(ratings)


def _row(value: Any, where: str) -> list[Hashable]:
    cells = items(value, where)
    if any(not isinstance(one, (str, int, float)) for one in cells):
        raise malformed(where, "rating")
    return cells


def _of_table(table: list[list[float]], where: str) -> dict[str, Any]:
    """A square table crosses two appraisers; rows of one sum are (also) subjects with counts of ratings."""
    is_square = bool(table) and {len(row) for row in table} == {len(table)}
    is_counted = (
        bool(table) and len({sum(row) for row in table}) == 1 and len({len(row) for row in table}) == 1
    )
    if not is_square and not is_counted:
        raise malformed(where, "table")
    several = _several(table) if is_counted and sum(table[0]) >= 2 else {}
    if not is_square:
        return {"read_as": "subjects x categories", **several}
    return {"read_as": "appraiser x appraiser", **several, **_pair(table, list(range(1, len(table) + 1)))}


def _of_ratings(ratings: list[list[Hashable]]) -> dict[str, Any]:
    if len(ratings[0]) == 2:
        return {"read_as": "ratings of two", **_crossed(ratings, 0, 1)}
    categories, table = count_table(ratings)
    found = fleiss_kappa(table)
    pairs = {
        f"raters_{one + 1}_{other + 1}": _crossed(ratings, one, other)
        for one, other in combinations(range(len(ratings[0])), 2)
    }
    per = {str(category): _judged(one) for category, one in zip(categories, found.categories, strict=True)}
    return {"read_as": "ratings of several", **_several(table), "per_category": per, **pairs}


def _crossed(ratings: list[list[Hashable]], one: int, other: int) -> dict[str, Any]:
    categories, table = cross_table([(row[one], row[other]) for row in ratings])
    return _pair(table, categories)


def _several(table: Sequence[Sequence[float]]) -> dict[str, Any]:
    found = fleiss_kappa(table)
    return {
        **_judged(found.overall),
        "subjects": found.subjects,
        "raters": found.raters,
        "observed": found.observed,
        "expected_by_chance": found.expected,
        "fleiss": found.overall.kappa,
        "free": found.free,
    }


def _judged(one: Judged) -> dict[str, Any]:
    return {"kappa": one.kappa, "SE": one.se, "z": one.z, "p": one.p}


def _pair(table: Sequence[Sequence[float]], categories: Sequence[Hashable]) -> dict[str, Any]:
    found = {name: _cohen(cohen_kappa(table, weight)) for name, weight in WEIGHTS.items()}
    agreed = round(sum(table[place][place] for place in range(len(table))))
    counted = {name: found["unweighted"][name] for name in found["unweighted"]}
    total = found["unweighted"]["n"]
    return {
        **counted,
        **found,
        "weighted_linear": found["linear"],
        "weighted_quadratic": found["quadratic"],
        "agreement": _share(agreed, total),
        "per_category": {str(one): _specific(table, place) for place, one in enumerate(categories)},
    }


def _share(hits: int, total: int) -> dict[str, Any]:
    return {
        "agree": hits,
        "n": total,
        "percent": 100 * hits / total,
        "wilson95": list(wilson(hits, total)),
        "clopper_pearson95": list(clopper_pearson(hits, total)),
    }


def _specific(table: Sequence[Sequence[float]], place: int) -> dict[str, Any]:
    """How often both chose a category, of the times that either did."""
    both = round(table[place][place])
    either = round(sum(table[place]) + sum(row[place] for row in table)) - both
    rest = {"agree": both, "n": 0, "percent": None}
    return _share(both, either) if either else rest


def _cohen(found: Kappa) -> dict[str, Any]:
    interval = found.interval
    return {
        "n": found.n,
        "kappa": found.kappa,
        "ASE": found.ase,
        "CI95": None if interval is None else list(interval),
        "ASE0": found.ase0,
        "z": found.z,
        "p": found.p2,
        "p1": found.p1,
        "p2": found.p2,
    }


AGREEMENTS = {
    "kappa": Kind(
        _is_agreement,
        _kappa,
        "{ratings: [subject][appraiser]}, or {table}: [appraiser][appraiser] or [subject][category]",
    )
}

"""Every known error is known for a reason: product code raises it, and nothing raises another."""

from __future__ import annotations

import ast
import re

from station.errors import CATALOGUE
from tests.contracts.sources import modules

CODE = re.compile(r"[A-Z]{3,4}-\d{3}")
DECLARED_IN = "station/errors.py"


def used_codes() -> set[str]:
    """Codes that stand as literals outside the catalogue itself."""
    trees = [tree for path, tree in modules().items() if path.replace("\\", "/") != DECLARED_IN]
    words = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {word for word in words if isinstance(word, str) and CODE.fullmatch(word)}


def test_every_known_error_is_raised_and_every_raised_one_known() -> None:
    assert used_codes() == CATALOGUE.keys()

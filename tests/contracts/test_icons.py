"""Every icon that ships is drawn somewhere."""

from __future__ import annotations

import ast

from tests.contracts.sources import RESOURCES, modules


def test_no_icon_is_shipped_for_nothing() -> None:
    nodes = (node for tree in modules().values() for node in ast.walk(tree))
    words = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    shipped = {file.stem for file in (RESOURCES / "icons").glob("*.svg")}
    assert shipped - words == set()

"""pyproject.toml declares what the product imports, and nothing it does not."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.contracts.sources import PACKAGES, ROOT, modules

LOADED_BY_OTHERS = {"python-multipart", "httptools", "uvloop"}
"""FastAPI loads the first by name to read forms, uvicorn the others to be quick."""


def imported() -> set[str]:
    """Names of the foreign top-level modules that the product imports."""
    own = {*PACKAGES, "resources", *sys.stdlib_module_names}
    found: set[str] = set()
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    return found - own


def distributions() -> set[str]:
    """The distributions that provide the imported modules."""
    provides = packages_distributions()
    return {_plain(provides[module][0]) for module in imported()}


def declared() -> set[str]:
    """The distributions that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {_plain(re.split(r"[\s<>=!~\[;]", line)[0]) for line in project["dependencies"]}


def _plain(name: str) -> str:
    lowered = re.sub(r"[-_.]+", "-", name).lower()
    return "pyside6" if lowered in {"shiboken6", "pyside6-essentials", "pyside6-addons"} else lowered


def test_every_import_is_declared() -> None:
    assert distributions() - declared() == set()


def test_every_declared_dependency_is_imported() -> None:
    assert declared() - distributions() == LOADED_BY_OTHERS

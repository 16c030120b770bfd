"""The guard: refuses a workbook that is not one, that runs something, or that unfolds without end.

It looks at the directory of the archive before anything is unpacked, then streams through the XML of every
part and counts, so that a hostile file is refused in bounded memory. Only what passes is given to openpyxl.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from station.errors import KnownError
from station.workbook.limits import Limits
from station.workbook.scan import Scan

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = 0x1
_NESTED = (".zip", ".xlsx", ".xlsm", ".xlsb", ".docx", ".7z", ".rar", ".gz", ".xz", ".jar")
_RUNS = ("vbaproject", "macrosheets/", "activex/", "oleobject", "xl/embeddings/", "ctrlprops/")
_REACHES_OUT = ("externallinks/", "xl/connections.xml", "querytables/", "xl/webextensions/")
_MACRO_TYPE = b"macroEnabled"
_WORKBOOK_TYPE = b"spreadsheetml.sheet.main+xml"


def check_workbook(path: Path, limits: Limits) -> Scan:
    """Look the workbook over; what the scan saw (merged cells, the first formula) is returned.

    Raises:
        KnownError: IMP-001 unreadable, IMP-003 too large, IMP-004 not an .xlsx (or encrypted), IMP-005 macros
            or embedded programs, IMP-007 links to other files or data sources, IMP-008 built to unfold
            without end.
    """
    try:
        _check_file(path, limits)
        with zipfile.ZipFile(path) as archive:
            _check_directory(path.name, archive, limits)
            scan = _scan(path.name, archive, limits)
            _check_sort(path.name, archive)
            return scan
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise KnownError("IMP-001", file=path.name, why=str(error) or type(error).__name__) from error


def _check_file(path: Path, limits: Limits) -> None:
    if path.stat().st_size > limits.packed:
        raise KnownError("IMP-003", file=path.name, limit=megabytes(limits.packed))
    with path.open("rb") as file:
        first = file.read(4)
    if first == _COMPOUND:
        raise KnownError("IMP-004", file=path.name)
    if first != _ZIP:
        raise ValueError("not a workbook")


def megabytes(size: int) -> str:
    """A size in bytes as whole megabytes, for messages."""
    return f"{size // 2**20} MB"


def _check_directory(file: str, archive: zipfile.ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    if len(parts) > limits.parts or len({part.filename for part in parts}) < len(parts):
        raise KnownError("IMP-008", file=file, part="[directory]")
    if sum(part.file_size for part in parts) > limits.unpacked:
        raise KnownError("IMP-003", file=file, limit=megabytes(limits.unpacked))
    for part in parts:
        _check_part(file, part, limits)


def _check_part(file: str, part: zipfile.ZipInfo, limits: Limits) -> None:
    name = part.filename.lower()
    if part.flag_bits & _ENCRYPTED:
        raise KnownError("IMP-004", file=file)
    if any(word in name for word in _RUNS):
        raise KnownError("IMP-005", file=file, part=part.filename)
    if any(word in name for word in _REACHES_OUT):
        raise KnownError("IMP-007", file=file, part=part.filename)
    unfolds = part.file_size > max(limits.ratio_from, limits.ratio * part.compress_size)
    if name.endswith(_NESTED) or unfolds:
        raise KnownError("IMP-008", file=file, part=part.filename)
    if not _is_sheet(name) and part.file_size > limits.part:
        raise KnownError("IMP-003", file=file, limit=megabytes(limits.part))


def _is_sheet(name: str) -> bool:
    return name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml")


def _check_sort(file: str, archive: zipfile.ZipFile) -> None:
    """By content: a macro workbook keeps its sort whatever its file is called."""
    if "[Content_Types].xml" not in archive.namelist():
        raise ValueError("holds no workbook")
    with archive.open("[Content_Types].xml") as part:
        types = part.read(2**20)
    if _MACRO_TYPE in types:
        raise KnownError("IMP-005", file=file, part="[Content_Types].xml")
    if _WORKBOOK_TYPE not in types:
        raise ValueError("holds no workbook")


def _scan(file: str, archive: zipfile.ZipFile, limits: Limits) -> Scan:
    scan = Scan(file, limits)
    for name in archive.namelist():
        if name.lower().endswith((".xml", ".rels")):
            with archive.open(name) as part:
                scan.read(name, part)
    return scan

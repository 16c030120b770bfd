"""Downloads the uv wheel from the configured package index with nothing but the standard library.

Usage: ``fetch_uv.py VERSION FOLDER``, or ``fetch_uv.py --index`` to print the configured index. The last
resort of ``bootstrap.sh`` when there is no pip, no venv and no package manager. The index is the one that pip
or uv are configured for (environment, then files), else PyPI; proxies come from the environment; the wheel's
SHA-256 from the index page is checked.
"""

import configparser
import hashlib
import html.parser
import io
import os
import platform
import ssl
import sys
import tomllib
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

CONFIG = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
PIP_FILES = ("/etc/xdg/pip/pip.conf", "/etc/pip.conf", Path.home() / ".pip/pip.conf", CONFIG / "pip/pip.conf")
UV_FILES = (CONFIG / "uv/uv.toml", Path("/etc/uv/uv.toml"))
VARIABLES = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL", "UV_INDEX", "PIP_EXTRA_INDEX_URL")
PYPI = "https://pypi.org/simple"


class Links(html.parser.HTMLParser):
    """Collects the links of a simple index page."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the address of every anchor."""
        if tag == "a":
            self.urls += [value for name, value in attrs if name == "href" and value]


def main(version: str, folder: Path) -> int:
    """Try each index in turn; 1 when none has the wheel."""
    for index in dict.fromkeys((*indexes(), PYPI)):
        try:
            install(wheel(index, version), folder)
        except (OSError, LookupError, ValueError) as error:
            sys.stderr.write(f"fetch_uv: {without_password(index)}: {error}\n")
        else:
            return 0
    return 1


def indexes() -> Iterator[str]:
    """Every index address that the environment, pip's files or uv's files name."""
    for variable in VARIABLES:
        yield from (word.split("=", 1)[-1] for word in os.environ.get(variable, "").split())
    pip = pip_settings()
    for section in ("global", "install"):
        for option in ("index-url", "extra-index-url"):
            yield from pip.get(section, option, fallback="").split()
    for file in UV_FILES:
        if file.is_file():
            settings = tomllib.loads(file.read_text("utf-8"))
            yield from (entry["url"] for entry in settings.get("index", []) if "url" in entry)
            yield from filter(None, [settings.get("index-url")])


def pip_settings() -> configparser.RawConfigParser:
    """pip's configuration files merged in pip's own order."""
    settings = configparser.RawConfigParser()
    settings.read([*PIP_FILES, *filter(None, [os.environ.get("PIP_CONFIG_FILE")])], "utf-8")
    return settings


def wheel(index: str, version: str) -> bytes:
    """The bytes of the uv wheel for this machine, its hash checked."""
    page = index.rstrip("/") + "/uv/"
    links = Links()
    links.feed(get(page).decode("utf-8"))
    for link in links.urls:
        address, _, digest = urllib.parse.urljoin(page, link).partition("#sha256=")
        name = urllib.parse.unquote(address.rsplit("/", 1)[-1])
        if name.startswith(f"uv-{version}-") and fits(name):
            return checked(get(address), digest)
    raise LookupError(f"no wheel of uv {version} for {platform.system()} {platform.machine()}")


def fits(name: str) -> bool:
    """Whether a wheel's platform tag is this machine's (glibc Linux; others have uv's own installer)."""
    return name.endswith(".whl") and f"_{platform.machine()}." in name and "-manylinux" in name


def get(url: str) -> bytes:
    """The body behind a URL."""
    cafile = os.environ.get("PIP_CERT") or pip_settings().get("global", "cert", fallback=None)
    context = ssl.create_default_context(cafile=cafile) if url.startswith("https:") else None
    with urllib.request.urlopen(url, timeout=60, context=context) as reply:  # noqa: S310 - configured index
        body: bytes = reply.read()
    return body


def checked(data: bytes, digest: str) -> bytes:
    """The data itself if it has the digest that the index promised."""
    if digest and hashlib.sha256(data).hexdigest() != digest:
        raise ValueError("the downloaded wheel does not have the SHA-256 of the index page")
    return data


def install(data: bytes, folder: Path) -> None:
    """Take the program uv out of the wheel."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = next(name for name in archive.namelist() if name.endswith(".data/scripts/uv"))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "uv").write_bytes(archive.read(member))
    (folder / "uv").chmod(0o755)


def without_password(url: str) -> str:
    """The address as it may be shown."""
    parts = urllib.parse.urlsplit(url)
    return parts._replace(netloc=parts.hostname or "").geturl()


if __name__ == "__main__":
    if sys.argv[1] == "--index":
        sys.stdout.write(next(indexes(), ""))
        sys.exit()
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))

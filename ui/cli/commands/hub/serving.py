"""``station hub serve``: the hub itself."""

from __future__ import annotations

import argparse
import signal
from dataclasses import replace
from typing import TYPE_CHECKING

from station.texts import Lang, text
from ui.cli.command import add_command, emit_line, say
from ui.cli.hub_opening import add_hub_options, add_private_webhooks, hub_config

if TYPE_CHECKING:
    import socket

    import uvicorn

    from sync.hub.config import HubConfig
    from sync.hub.hub import Hub
    from sync.hub.tls import Tls
    from ui.cli.command import Commands

_LISTEN = "127.0.0.1:8700"


def register(commands: Commands) -> None:
    """Declare ``serve``."""
    parser = add_command(commands, "serve", serve, "serve stations, visitors and administrators until Ctrl-C")
    add_hub_options(parser)
    parser.add_argument(
        "--listen", default=_LISTEN, type=_address, metavar="HOST:PORT", help=f"{_LISTEN} unless told; 0: any"
    )
    parser.add_argument("--public-url", default="", metavar="URL", help="where people reach it; in QR codes")
    parser.add_argument("--name", default="", help="the hub's name, as stations and visitors see it")
    add_private_webhooks(parser)
    parser.add_argument("--tls-cert", default="", metavar="FILE", help="certificate chain (PEM): serve HTTPS")
    parser.add_argument("--tls-key", default="", metavar="FILE", help="its private key (PEM)")


def _address(told: str) -> tuple[str, int]:
    host, _, port = told.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise argparse.ArgumentTypeError("HOST:PORT")
    return host.strip("[]"), int(port)


def serve(arguments: argparse.Namespace) -> None:
    """Open the hub, say where it is, and serve until told to stop; requests in work are answered first."""
    from sync.hub.hub import open_hub
    from sync.hub.logs import log_to
    from sync.hub.serving import bind, server_of
    from sync.hub.tls import tls_from

    log_to()
    tls = tls_from(arguments.tls_cert, arguments.tls_key)
    listener = bind(*arguments.listen)
    url = _url(listener, tls)
    hub = open_hub(_config(arguments, url))
    server = server_of(hub, tls)
    _stop_on_signal(server)
    _announce(arguments, hub, url)
    server.run([listener])


def _config(arguments: argparse.Namespace, url: str) -> HubConfig:
    config = replace(hub_config(arguments), public_url=(arguments.public_url or url).rstrip("/"))
    return replace(config, name=arguments.name) if arguments.name else config


def _url(listener: socket.socket, tls: Tls | None) -> str:
    host, port = listener.getsockname()[:2]
    return f"{'https' if tls else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"


def _stop_on_signal(server: uvicorn.Server) -> None:
    """For the moments before it serves; and it hands the signal on when it has stopped: it is over then."""

    def stop(*_: object) -> None:
        server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def _announce(arguments: argparse.Namespace, hub: Hub, url: str) -> None:
    told = {
        "url": url,
        "public_url": hub.config.public_url,
        "hub": hub.key.id,
        "database": "postgresql" if hub.database.is_postgresql else "sqlite",
        "blobs": "s3" if hub.config.blobs_url.startswith("s3://") else "folder",
    }
    if arguments.json:
        emit_line(told)
    else:
        say(text(Lang(arguments.lang or Lang.EN), "hub.serving", **told))

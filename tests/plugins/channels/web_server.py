"""A real HTTP server on this machine that answers as it is told and keeps what it was sent."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Request(NamedTuple):
    path: str
    headers: Mapping[str, str]
    body: bytes


class Hook:
    """status, headers, body: the answer. hold: keeps silent until released. garbage: bytes in place of HTTP.
    announced: the length the body is said to have, where it is not its own."""

    def __init__(
        self,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"ok",
        *,
        hold: bool = False,
        garbage: bytes | None = None,
        announced: int | None = None,
    ) -> None:
        self.status = status
        self.headers = dict(headers or {})
        self.body = body
        self.garbage = garbage
        self.announced = announced
        self.release = threading.Event()
        if not hold:
            self.release.set()
        self.got: list[Request] = []


@contextmanager
def web_server(hook: Hook) -> Iterator[str]:
    """The address of a server that answers like the hook."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.got.append(Request(self.path, dict(self.headers.items()), body))
            hook.release.wait(20)
            with suppress(OSError):
                if hook.garbage is not None:
                    self.wfile.write(hook.garbage)
                    self.close_connection = True
                    return
                self.send_response(hook.status)
                for name, value in hook.headers.items():
                    self.send_header(name, value)
                length = len(hook.body) if hook.announced is None else hook.announced
                self.send_header("Content-Length", str(length))
                self.end_headers()
                self.wfile.write(hook.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/hook?token=abc"
    finally:
        hook.release.set()
        server.shutdown()
        server.server_close()


def closed_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

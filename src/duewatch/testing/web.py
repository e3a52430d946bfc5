"""An HTTP server on this machine that keeps what it was sent and answers as it is told."""

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType, TracebackType
from typing import NamedTuple, Self


class Request(NamedTuple):
    """What came. path: with its query."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class WebServer:
    """Listens on a free port while it is open (`with WebServer() as web:`). status, headers, body: the answer to every
    request; they may be changed between requests."""

    def __init__(
        self, status: int = 200, headers: Mapping[str, str] = MappingProxyType({}), body: bytes = b"ok"
    ) -> None:
        self.status = status
        self.headers = dict(headers)
        self.body = body
        self.requests: list[Request] = []
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Its address, without a slash at the end. Raises RuntimeError where it is not open."""
        if self._server is None:
            raise RuntimeError("the server is not open: use it in a with statement")
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


def _handler(web: WebServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            web.requests.append(Request(self.command, self.path, dict(self.headers.items()), body))
            self.send_response(web.status)
            for name, value in web.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(web.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(web.body)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = _answer

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: what came is kept."""

    return Handler

"""A message as JSON over HTTP, signed, and what the answer means.

The receiver checks the signature so: HMAC-SHA256, keyed with the shared key, over the bytes "<timestamp>.<body>",
hexadecimal, equals what follows "sha256=" in X-Duewatch-Signature; the timestamp is that of X-Duewatch-Timestamp
(seconds since 1970). Idempotency-Key is the message's id, the same over retries.
"""

import hmac
import http.client
import json
import socket
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from urllib.parse import urlsplit

from duewatch.api import Failed, Literal, Message, OptionValue, Outcome, Sent

SECONDS = 4
"""Longest wait for the connection, and for each piece of the answer: together below the ten seconds that duewatch
gives a channel by default."""


LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
TEMPORARY = frozenset({408, 425, 429})
"""4xx statuses that mend themselves (RFC 9110, RFC 8470, RFC 6585); all 5xx do too."""

NOT_AN_ADDRESS = Literal("url 不是有效的 http(s) 地址", "url is not an http(s) address")
UNPROTECTED = Literal(
    "url 是未加密的 http，只能用于本机，请改用 https",
    "url is plain http, which is for this machine only: use https",
)
NO_CA_FILE = Literal(
    "ca_file 指定的证书文件打不开或不是证书", "the file named by ca_file cannot be read as a certificate"
)
CERTIFICATE = Literal(
    "对方服务器的证书不可信，请检查 url；自建服务器可设 ca_file",
    "the server's certificate is not trusted: check url, or set ca_file for a server of your own",
)
BUSY = Literal("对方服务器要求稍后再试（HTTP {status}）", "the server asks to be tried again later (HTTP {status})")
TROUBLE = Literal("对方服务器出错（HTTP {status}）", "the server has a fault (HTTP {status})")
REFUSED = Literal(
    "对方服务器拒绝接收（HTTP {status}），请检查 url 和 key",
    "the server refused it (HTTP {status}): check url and key",
)
MOVED = Literal(
    "对方服务器要转到别的地址（HTTP {status}）；消息不会跟着转，请把 url 改成最终地址",
    "the server points elsewhere (HTTP {status}); messages do not follow: set url to the final address",
)
SLOW = Literal("对方服务器没有及时回应", "the server did not answer in time")
BROKEN = Literal("对方服务器的回应不是完整的 HTTP", "the server's answer is not whole HTTP")
UNREACHABLE = Literal("连不上对方服务器：{answer}", "the server cannot be reached: {answer}")


class WebhookChannel:
    """Posts messages to one address. Holds no connection between messages, follows no redirect."""

    def __init__(self, options: Mapping[str, OptionValue]) -> None:
        self.url = str(options["url"])
        self.key = str(options.get("key") or "")
        self.ca_file = str(options.get("ca_file") or "")

    def send(self, message: Message) -> Outcome:
        """Post the message. Any 2xx is a delivery, whatever its body: a receiver that took it and answers badly must
        not get it twice."""
        zh = message.language == "zh"
        try:
            place = urlsplit(self.url)
            host, port = place.hostname, place.port
        except ValueError:
            host, port = None, None
        if not host or place.scheme not in ("http", "https"):
            return Failed(_say(NOT_AN_ADDRESS, zh), retry=False)
        if place.scheme == "http" and host not in LOOPBACK:
            return Failed(_say(UNPROTECTED, zh), retry=False)
        try:
            connection = self._connection(place.scheme, host, port)
        except OSError:  # ssl.SSLError is one
            return Failed(_say(NO_CA_FILE, zh), retry=False)
        target = (place.path or "/") + (f"?{place.query}" if place.query else "")
        body = self.body_of(message)
        try:
            connection.request("POST", target, body, self.headers(message, body))
            answer = connection.getresponse()
            status, retry_after = answer.status, answer.headers.get("Retry-After")
            connection.close()
        except (OSError, http.client.HTTPException, ValueError) as error:
            connection.close()
            return _failure(error, zh)
        return _outcome(status, wait_asked(retry_after, message.created_at), zh)

    def body_of(self, message: Message) -> bytes:
        """The message as the receiver gets it."""
        return json.dumps(
            {
                "schema": "duewatch.reminder/1",
                "id": message.id,
                "subject": message.subject,
                "body": message.body,
                "language": message.language,
                "discretion": message.discretion.value,
                "item_count": message.item_count,
                "created_at": message.created_at.isoformat(),
            },
            ensure_ascii=False,
        ).encode()

    def headers(self, message: Message, body: bytes) -> dict[str, str]:
        """What goes with a body. The time is that of the run which sends it."""
        at = int(message.created_at.timestamp())
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "duewatch",
            "Idempotency-Key": message.id,
            "X-Duewatch-Timestamp": str(at),
        }
        if self.key:
            signed = hmac.new(self.key.encode(), f"{at}.".encode() + body, sha256).hexdigest()
            headers["X-Duewatch-Signature"] = f"sha256={signed}"
        return headers

    def _connection(self, scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
        if scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=SECONDS)
        context = ssl.create_default_context(cafile=self.ca_file or None)
        return http.client.HTTPSConnection(host, port, timeout=SECONDS, context=context)


def _outcome(status: int, after: int | None, zh: bool) -> Outcome:
    if 200 <= status < 300:
        return Sent(f"HTTP {status}")
    if status in TEMPORARY:
        return Failed(_say(BUSY, zh, status=status), True, after)
    if status >= 500:
        return Failed(_say(TROUBLE, zh, status=status), True, after)
    return Failed(_say(MOVED if 300 <= status < 400 else REFUSED, zh, status=status), retry=False)


def wait_asked(retry_after: str | None, now: datetime) -> int | None:
    """Retry-After in seconds: a number, or a date (RFC 9110, 10.2.3); None where it says nothing that can be read."""
    given = (retry_after or "").strip()
    if given.isascii() and given.isdigit():
        return int(given[:9])
    try:
        at = parsedate_to_datetime(given)
    except (TypeError, ValueError):
        return None
    return max(int((at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds()), 0)


def _failure(error: Exception, zh: bool) -> Failed:
    match error:
        case ssl.SSLCertVerificationError():
            return Failed(_say(CERTIFICATE, zh), retry=False)
        case TimeoutError():
            return Failed(_say(SLOW, zh))
        case http.client.InvalidURL() | UnicodeError():
            return Failed(_say(NOT_AN_ADDRESS, zh), retry=False)
        case http.client.HTTPException() | ValueError() | ConnectionResetError():
            return Failed(_say(BROKEN, zh))
        case socket.gaierror():
            return Failed(_say(UNREACHABLE, zh, answer=str(error.strerror)))
        case _:
            # The error's own words may name the address, and with it a token.
            return Failed(_say(UNREACHABLE, zh, answer=getattr(error, "strerror", None) or type(error).__name__))


def _say(words: Literal, zh: bool, **params: object) -> str:
    return (words.zh if zh else words.en).format(**params)

"""Telling a service outside that the reminders ran, so that it notices when they stop. Nothing of the borrower's is
sent: one request for an address."""

import http.client
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

from duewatch.config.secrets import Plain, resolve
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

SECONDS = 5
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
KEY = "reminders.ping"


def ping(reference: Mapping[str, object] | Plain) -> Text | None:
    """Ask for the address behind the reference; None where it answered well, else why not. The address is never
    named: whoever knows it can pretend to be this machine."""
    try:
        url = resolve(KEY, reference)
    except InputProblem as problem:
        return problem.what
    try:
        place = urlsplit(url)
        host, port = place.hostname, place.port
    except ValueError:
        host, port = None, None
    if not host or not (place.scheme == "https" or (place.scheme == "http" and host in LOOPBACK)):
        return text("{key}: what it refers to is not an https address.", key=KEY)
    target = (place.path or "/") + (f"?{place.query}" if place.query else "")
    connection: http.client.HTTPConnection
    if place.scheme == "https":
        connection = http.client.HTTPSConnection(host, port, timeout=SECONDS, context=ssl.create_default_context())
    else:
        connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    try:
        connection.request("GET", target, headers={"User-Agent": "duewatch"})
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException, ValueError):
        return text("{key}: the address was not reached.", key=KEY)
    finally:
        connection.close()
    return None if 200 <= status < 300 else text("{key}: the address answered {status}.", key=KEY, status=status)

"""Real SMTP servers for tests, each on a free port of this machine."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Postbox:
    """Keeps what arrives. answers: "MAIL", "RCPT" or "DATA" → the reply to it; "hang-up" closes the connection."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.arrived: list[EmailMessage] = []
        self.offered: list[str] = []
        """Message-IDs of everything that came, refused or not."""

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]):
        if "MAIL" in self.answers:
            return self.answers["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]):
        answer = self.answers.get(address, self.answers.get("RCPT", "250 OK"))
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope):
        if self.answers.get("DATA") == "hang-up":
            server.transport.close()
            return "421 never read"
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.offered.append(mail["Message-ID"])
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.arrived.append(mail)
        return "250 OK"


@contextmanager
def mail_server(box: Postbox, **options: object) -> Iterator[int]:
    """A server that delivers into the box; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def knows(user: str, password: str, refusal: str | None = None):
    """An authenticator for one user; refusal: what it answers to others."""

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
        assert isinstance(given, LoginPassword)
        if (given.login, given.password) == (user.encode(), password.encode()):
            return AuthResult(success=True)
        return AuthResult(success=False, handled=False, message=refusal)

    return check


def certificate(folder: Path, host: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate for a host, made on the spot: the file to trust and the server's side."""
    names = f"subjectAltName=IP:{host}" if host[0].isdigit() else f"subjectAltName=DNS:{host}"
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    subprocess.run(
        [*command, "-addext", names, "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return cert, context

"""An SMTP server on this machine that keeps the mail it is given. Needs aiosmtpd (`duewatch[testing]`)."""

import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

HOST = "127.0.0.1"


class MailServer:
    """Listens on a free port while it is open (`with MailServer() as mail:`). refusal: what it answers to every mail
    in place of taking it, as "451 later" (try again) or "550 no" (for good).

    Raises ImportError on opening where aiosmtpd is not installed.
    """

    def __init__(self, refusal: str = "") -> None:
        self.refusal = refusal
        self.host = HOST
        self.mails: list[EmailMessage] = []
        self._controller: Any = None

    @property
    def port(self) -> int:
        """Where it listens. Raises RuntimeError where it is not open."""
        if self._controller is None:
            raise RuntimeError("the server is not open: use it in a with statement")
        return int(self._controller.port)

    def __enter__(self) -> Self:
        from aiosmtpd.controller import Controller

        with socket.socket() as probe:  # the controller cannot tell the port that the system chose
            probe.bind((HOST, 0))
            port = probe.getsockname()[1]
        self._controller = Controller(self, hostname=HOST, port=port)
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002 - aiosmtpd's name
        """Keep a mail, or refuse it."""
        if self.refusal:
            return self.refusal
        mail = message_from_bytes(envelope.content, policy=policy.default)
        if isinstance(mail, EmailMessage):
            self.mails.append(mail)
        return "250 OK"

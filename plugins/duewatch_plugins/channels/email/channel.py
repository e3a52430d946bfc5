"""A message over SMTP, and what the server's answer means."""

import re
import smtplib
import ssl
from base64 import b64encode
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from duewatch.api import Failed, Literal, Message, OptionValue, Outcome, Sent

SECONDS = 8
"""Longest wait for one answer of the server: below the ten seconds that duewatch gives a channel by default."""
PORTS = {"starttls": 587, "tls": 465, "none": 25}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
GREETING = "[127.0.0.1]"
"""What this machine calls itself to the server: its real name is nobody's business, and looking it up can take long."""
LONGEST_ANSWER = 200

LOGIN_REFUSED = Literal(
    "邮件服务器拒绝登录（{code}），请检查登录名和密码（很多邮箱要用授权码）",
    "the mail server refused the log-in ({code}): check user and password (many providers want an app password)",
)
UNPROTECTED = Literal(
    "密码不会在未加密的连接上发送，请把 security 改为 starttls 或 tls",
    "the password is not sent over an unprotected connection: set security to starttls or tls",
)
NOT_ASCII = Literal(
    "登录名和密码只能用英文字母、数字和符号（很多邮箱要用授权码）",
    "user and password may only hold ASCII characters (many providers want an app password)",
)
RECIPIENT_REFUSED = Literal("收件地址被拒绝（{code} {answer}）", "the recipient was refused ({code} {answer})")
SENDER_REFUSED = Literal("发件地址被拒绝（{code} {answer}）", "the sender was refused ({code} {answer})")
REFUSED = Literal("邮件服务器没有收下（{code} {answer}）", "the mail server did not take it ({code} {answer})")
HUNG_UP = Literal("邮件服务器中断了连接", "the mail server hung up")
UNSUPPORTED = Literal(
    "邮件服务器不支持所设的连接或登录方式，请检查 security、port 和 user",
    "the mail server does not offer this kind of connection or log-in: check security, port and user",
)
CERTIFICATE = Literal(
    "邮件服务器的证书不可信，请检查 host；自建服务器可设 ca_file",
    "the mail server's certificate is not trusted: check host, or set ca_file for a server of your own",
)
INSECURE = Literal(
    "与邮件服务器建立加密连接失败，请检查 security 和 port",
    "no protected connection to the mail server: check security and port",
)
UNREACHABLE = Literal("连不上邮件服务器：{answer}", "the mail server cannot be reached: {answer}")
NO_CA_FILE = Literal(
    "ca_file 指定的证书文件打不开或不是证书", "the file named by ca_file cannot be read as a certificate"
)
BAD_ADDRESS = Literal("发件或收件地址不是有效的邮箱地址", "the sender or a recipient is not an e-mail address")
SOME_REFUSED = Literal("有 {count} 个收件地址被拒绝", "{count} of the recipients were refused")


class EmailChannel:
    """Sends messages over one SMTP server. Holds no connection between messages."""

    def __init__(self, options: Mapping[str, OptionValue]) -> None:
        security, port, to = options.get("security"), options.get("port"), options["to"]
        self.host = str(options["host"])
        self.security = str(security or "starttls")
        self.port = port if isinstance(port, int) and port else PORTS[self.security]
        self.user = str(options.get("user") or "")
        self.password = str(options.get("password") or "")
        self.ca_file = str(options.get("ca_file") or "")
        self.sender = str(options["sender"])
        self.to = to if isinstance(to, tuple) else (str(to),)

    def send(self, message: Message) -> Outcome:
        """Hand the message to the server. What mends itself with time is worth another try, a refusal is not."""
        say = _Say(message.language, (self.password, self.user))
        if self.password and self.security == "none" and self.host not in LOOPBACK:
            return Failed(say(UNPROTECTED), retry=False)
        if not (self.user + self.password).isascii():
            return Failed(say(NOT_ASCII), retry=False)
        if not all("@" in parseaddr(address)[1] for address in (self.sender, *self.to)):
            return Failed(say(BAD_ADDRESS), retry=False)
        try:
            mail = self.compose(message)
        except ValueError:  # a line break in an address
            return Failed(say(BAD_ADDRESS), retry=False)
        try:
            context = ssl.create_default_context(cafile=self.ca_file or None) if self.security != "none" else None
        except OSError:  # ssl.SSLError is one
            return Failed(say(NO_CA_FILE), retry=False)
        try:
            return self._hand_over(mail, context, say)
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            return _failure(error, say)

    def compose(self, message: Message) -> EmailMessage:
        """The mail: plain words, and the same as HTML. Its Message-ID follows from the message's id, so that a second
        copy can be told. Raises ValueError for an address with a line break."""
        mail = EmailMessage(policy=SMTP)
        mail["From"] = self.sender
        mail["To"] = ", ".join(self.to)
        mail["Subject"] = message.subject
        mail["Date"] = format_datetime(message.created_at)
        mail["Message-ID"] = f"<{message.id}.duewatch@{parseaddr(self.sender)[1].rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail["Content-Language"] = "zh-CN" if message.language == "zh" else "en"
        mail.set_content(message.body)
        if message.html is not None:
            mail.add_alternative(message.html, subtype="html")
        return mail

    def _hand_over(self, mail: EmailMessage, context: ssl.SSLContext | None, say: "_Say") -> Outcome:
        if self.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, local_hostname=GREETING, timeout=SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, local_hostname=GREETING, timeout=SECONDS)
        try:
            if self.security == "starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
            refused = server.send_message(mail)
        finally:
            _hang_up(server)
        return Sent(say(SOME_REFUSED, count=len(refused)) if refused else "")


class _Say:
    """Says why in the message's language, with nothing secret in it."""

    def __init__(self, language: str, secrets: tuple[str, ...]) -> None:
        self._language = language
        encoded = [b64encode(secret.encode()).decode() for secret in secrets if secret]
        self._secrets = sorted((secret for secret in (*secrets, *encoded) if secret), key=len, reverse=True)

    def __call__(self, words: Literal, code: int | str = "", answer: bytes | str = "", count: int = 0) -> str:
        said = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
        for secret in self._secrets:
            said = said.replace(secret, "•••")
        said = re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", said)[:LONGEST_ANSWER].strip()
        template = words.zh if self._language == "zh" else words.en
        return template.format(code=code, answer=said, count=count).replace(" )", ")").replace(" ）", "）")


def _failure(error: Exception, say: _Say) -> Failed:
    """What an error of the conversation means. 4xx codes are temporary by the protocol, 5xx are not (RFC 5321, 4.2.1).

    A server that takes some recipients counts as sent, so that all were refused here.
    """
    match error:
        case smtplib.SMTPAuthenticationError():
            return Failed(say(LOGIN_REFUSED, error.smtp_code), retry=_is_temporary(error.smtp_code))
        case smtplib.SMTPRecipientsRefused():
            code, answer = max(error.recipients.values(), key=lambda given: _is_temporary(given[0]))
            return Failed(say(RECIPIENT_REFUSED, code, answer), retry=_is_temporary(code))
        case smtplib.SMTPSenderRefused():
            return Failed(say(SENDER_REFUSED, error.smtp_code, error.smtp_error), retry=_is_temporary(error.smtp_code))
        case smtplib.SMTPResponseException():
            return Failed(say(REFUSED, error.smtp_code, error.smtp_error), retry=_is_temporary(error.smtp_code))
        case smtplib.SMTPServerDisconnected():
            return Failed(say(HUNG_UP), retry=True)
        case smtplib.SMTPException():  # STARTTLS, AUTH or a needed extension is not offered
            return Failed(say(UNSUPPORTED), retry=False)
        case ssl.SSLCertVerificationError():
            return Failed(say(CERTIFICATE), retry=False)
        case ssl.SSLError():
            return Failed(say(INSECURE), retry=True)
        case UnicodeError():
            return Failed(say(BAD_ADDRESS), retry=False)
        case _:
            reason = str(getattr(error, "strerror", None) or error) or type(error).__name__
            return Failed(say(UNREACHABLE, answer=reason), retry=True)


def _is_temporary(code: int) -> bool:
    return not 500 <= code <= 599


def _hang_up(server: smtplib.SMTP) -> None:
    """Say goodbye if the server still listens; what was taken is taken either way."""
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()

"""A mail's sender, subject and pages, however deep they lie in it."""

from typing import NamedTuple


class Mail(NamedTuple):
    """pages: HTML bodies and attachments in order. has_pdf: a PDF is attached, which is not read here."""

    sender: str
    subject: str
    pages: tuple[str, ...]
    has_pdf: bool


def mail_in(data: bytes) -> Mail:
    """The mail that bytes are; broken headers and bodies give empty parts, nothing is raised."""
    from email import message_from_bytes, policy
    from email.errors import MessageError

    message = message_from_bytes(data, policy=policy.compat32)
    pages, has_pdf = [], False
    for part in message.walk():
        name = decoded(part.get_filename() or "").lower()
        kind = part.get_content_type()
        has_pdf = has_pdf or kind == "application/pdf" or name.endswith(".pdf")
        if part.is_multipart() or not (kind == "text/html" or name.endswith((".html", ".htm"))):
            continue
        try:
            body = part.get_payload(decode=True)
        except (MessageError, ValueError, LookupError):
            continue
        if isinstance(body, bytes):
            pages.append(page_text(body, part.get_content_charset() or ""))
    return Mail(decoded(str(message["From"] or "")), decoded(str(message["Subject"] or "")), tuple(pages), has_pdf)


def decoded(words: str) -> str:
    """A header with its encoded words read."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    parts = []
    try:
        for part, charset in decode_header(words):
            parts.append(page_text(part, charset or "") if isinstance(part, bytes) else part)
    except (HeaderParseError, ValueError):
        return words
    return "".join(parts)


def page_text(data: bytes, charset: str) -> str:
    """A page as text: UTF-8 where it is that, else what it says it is, else GB18030, which holds gb2312 too."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030" if charset.lower() in {"", "gbk", "gb2312", "utf-8"} else charset, "replace")
    except (LookupError, ValueError):  # no such charset, or its name is broken
        return data.decode("gb18030", "replace")

"""Composes backups of messages: the XML of an Android app, JSON lines, and an iOS text. Synthetic."""

import json
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

AT = 1_778_000_000_000
"""2026-05-06 00:53:20 in China, in milliseconds."""


def sms(body: str, *, at: int | str = AT, number: str = "95188", type_: str = "1") -> str:
    """One message as an element."""
    head = f'<sms protocol="0" address="{number}" date="{at}" type="{type_}" subject="null"'
    return f'{head} body={quoteattr(body)} read="1" />'


def mms(text: str, *, box: str = "1") -> str:
    """One message with a picture and words."""
    parts = f'<part seq="0" ct="image/png" text="null" /><part seq="1" ct="text/plain" text={quoteattr(text)} />'
    return f'<mms date="{AT}" msg_box="{box}" address="10690000"><parts>{parts}</parts><addrs></addrs></mms>'


def xml(elements: Sequence[str], *, count: int | None = None, before: str = "") -> bytes:
    """A backup, with the stylesheet line that stands before the root."""
    stated = len(elements) if count is None else count
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    head += f'{before}<?xml-stylesheet type="text/xsl" href="sms.xsl"?>\n'
    return (head + f'<smses count="{stated}">\n' + "\n".join(elements) + "\n</smses>\n").encode()


BOMB = '<!DOCTYPE smses [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'


def ndjson(bodies: Sequence[str], *, type_: str = "1") -> bytes:
    """One Android message object a line."""
    made = [{"address": "95188", "body": body, "date": str(AT), "type": type_, "__name": "x"} for body in bodies]
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in made).encode()


def ios(messages: Sequence[tuple[str, str]]) -> bytes:
    """A conversation: (sender, words)."""
    blocks = [
        f"May 03, 2026 10:22:0{n} PM (Read by you after 2 minutes)\n{who}\n{words}\n"
        for n, (who, words) in enumerate(messages)
    ]
    return "\n".join(blocks).encode()

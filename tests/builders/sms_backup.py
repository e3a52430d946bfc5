"""Composes backups of messages: the XML of an Android app, JSON lines, and an iOS text. Synthetic."""

import json
from collections.abc import Sequence
from html import escape
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


def ios_page(messages: Sequence[tuple[str, str]], *, answer: str = "") -> bytes:
    """The same as imessage-exporter writes HTML: a style sheet before, a read mark, own messages "sent". answer: a
    reply to the last one, which stands in its thread and once more by itself."""
    blocks = [_bubble(number, who, words) for number, (who, words) in enumerate(messages)]
    if answer:
        thread = f'<div class="replies">\n<div class="reply" id="x">\n{_bubble(9, "95188", answer)}</div>\n</div>\n'
        last = blocks.pop().rsplit("</div>", 2)
        blocks += [f"{last[0]}{thread}</div>\n</div>\n", _bubble(9, "95188", answer)]
    head = '<html>\n<meta charset="UTF-8"><style>\n.message { margin: 1%; }\n</style>\n<body>\n'
    note = '<div class ="announcement"><p><span class="timestamp">x</span> Me named it <b>y</b></p></div>\n'
    return (head + note + "".join(blocks) + "</body></html>").encode()


def _bubble(number: int, who: str, words: str) -> str:
    kind = "sent SMS" if who == "Me" else "received"
    return (
        f'<div class="message">\n<div class="{kind}">\n<p><span class="timestamp">May 03, 2026 10:22:0{number} PM'
        f'{"" if who == "Me" else " (Read by you after 2 minutes)"}</span>\n<span class="sender">{who}</span></p>\n'
        f'<hr><div class="message_part">\n<span class="bubble">{escape(words)}</span>\n</div>\n</div>\n</div>\n'
    )


def imazing(messages: Sequence[tuple[str, str]]) -> bytes:
    """The same as iMazing writes CSV, with a notification in between."""
    head = "Chat Session,Message Date,Delivered Date,Read Date,Edited Date,Service,Type,Sender ID,Sender Name,Status,"
    rows = [f"{head}Replying to,Subject,Text,Attachment,Attachment type", _imazing_row(7, "95188", "x", "Notification")]
    rows += [
        _imazing_row(number, who, words, "Outgoing" if who == "Me" else "Incoming")
        for number, (who, words) in enumerate(messages)
    ]
    return ("\ufeff" + "\r\n".join(rows) + "\r\n").encode()


def _imazing_row(number: int, who: str, words: str, kind: str) -> str:
    sender = "" if who == "Me" else who
    quoted = words.replace('"', '""')
    return f'95188,2026-05-03 22:22:0{number},,,,SMS,{kind},{sender},{sender},Read,,,"{quoted}",,'

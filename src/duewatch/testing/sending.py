"""Samples of a reminder: a message and a channel's options, sent to a folder and to servers of this machine."""

import json
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from duewatch.host.loading import Registered
from duewatch.host.options import checked
from duewatch.model.plugin import AgendaChannel, Channel, ChannelType
from duewatch.model.problem import InputProblem
from duewatch.model.reminder import AgendaEntry, Discretion, Failed, Message, Sent, Skipped
from duewatch.model.text import text
from duewatch.testing.asking import fields_of
from duewatch.testing.clock import START
from duewatch.testing.mail import HOST, MailServer
from duewatch.testing.place import Plugin
from duewatch.testing.plain import plain
from duewatch.testing.web import WebServer

_KNOWN = ("subject", "body", "language", "discretion", "html", "options", "entries", "web_status", "mail_refusal")


def reminder(plugin: Plugin, things: Registered, file: Path) -> Any:
    """What became of a message, and what arrived. The sample is TOML: the fields of a Message, `[options]` beside them.

    In options, {folder} is an empty folder, {url} an HTTP server, {host} and {port} an SMTP server; `web_status` and
    `mail_refusal` make them refuse. A secret is given plainly. A channel that holds an agenda gets `entries`.
    """
    if not things.channels:
        raise InputProblem(text("{sample} is for a channel, and {plugin} has none", sample=file.name, plugin=plugin.id))
    kind = things.channels[0]
    told = fields_of(file, _KNOWN)
    wanted = repr(told.get("options", {}))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        places = {"folder": str(folder)}
        web = mail = None
        if "{url}" in wanted:
            web = stack.enter_context(WebServer(told.get("web_status", 200)))
            places["url"] = web.url
        if "{port}" in wanted:
            mail = stack.enter_context(_mail(told.get("mail_refusal", "")))
            places |= {"host": HOST, "port": str(mail.port)}
        given = {name: _filled(value, places) for name, value in told.get("options", {}).items()}
        secrets = {option.name for option in kind.options if option.kind == "secret"}
        environ = {f"SAMPLE_{name}": str(given[name]) for name in secrets & given.keys()}
        options = given | {name: {"env": f"SAMPLE_{name}"} for name in secrets & given.keys()}
        channel = kind.open(checked(f"channels.{file.stem}", options, kind.options, environ, private=True))
        outcome = _handed_over(channel, kind, file, told)
        if not isinstance(outcome, (Sent, Skipped, Failed)):
            raise InputProblem(
                text("send answered a {kind}, not a Sent, Skipped or Failed", kind=type(outcome).__name__)
            )
        seen: dict[str, Any] = {"outcome": {"type": type(outcome).__name__} | plain(outcome)}
        seen["files"] = {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace")
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        if web is not None:
            seen["requests"] = [
                {"method": each.method, "path": each.path, "body": _body(each.body)} for each in web.requests
            ]
        if mail is not None:
            seen["mails"] = [
                {"subject": each["Subject"], "to": each["To"], "body": _text_of(each)} for each in mail.mails
            ]
        return _without(seen, places)


def _handed_over(channel: Channel, kind: ChannelType, file: Path, told: Mapping[str, Any]) -> object:
    """What the channel answers: to a message, or to the days that it is to show."""
    if not kind.holds_agenda:
        return channel.send(_message(file, told))
    entries = [
        AgendaEntry(
            uid=each["uid"],
            on=each["on"],
            summary=each["summary"],
            alarms=tuple(timedelta(minutes=minutes) for minutes in each.get("alarms", ())),
        )
        for each in told.get("entries", [])
    ]
    return cast(AgendaChannel, channel).publish(entries, START, told.get("language", "en"))


def _mail(refusal: str) -> MailServer:
    try:
        import aiosmtpd  # noqa: F401 - asked for before a server is opened
    except ModuleNotFoundError:
        raise InputProblem(
            text("samples with {port} need aiosmtpd: pip install 'duewatch[testing]'", port="{port}")
        ) from None
    return MailServer(refusal)


def _message(file: Path, told: Mapping[str, Any]) -> Message:
    return Message(
        id=file.name.partition(".")[0],
        subject=told.get("subject", ""),
        body=told.get("body", ""),
        language=told.get("language", "en"),
        discretion=Discretion(told.get("discretion", "full")),
        created_at=START,
        html=told.get("html"),
    )


def _filled(value: Any, places: Mapping[str, str]) -> Any:
    """An option with the places in it; a port alone is a number."""
    if isinstance(value, list):
        return [_filled(each, places) for each in value]
    if not isinstance(value, str):
        return value
    if value == "{port}":
        return int(places["port"])
    for name, place in places.items():
        value = value.replace(f"{{{name}}}", place)
    return value


def _without(seen: Any, places: Mapping[str, str]) -> Any:
    """What was seen, with names in place of what differs from run to run."""
    words = json.dumps(seen, ensure_ascii=False)
    for name, place in sorted(places.items(), key=lambda each: -len(each[1])):
        words = words.replace(json.dumps(place, ensure_ascii=False)[1:-1], f"{{{name}}}")
    return json.loads(words)


def _body(body: bytes) -> Any:
    words = body.decode("utf-8", "replace")
    try:
        return json.loads(words)
    except ValueError:
        return words


def _text_of(mail: Any) -> str:
    part = mail.get_body(("plain",))
    return "" if part is None else str(part.get_content()).strip()

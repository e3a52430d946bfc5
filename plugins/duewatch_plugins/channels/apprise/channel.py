"""A message handed to the library apprise, which knows more than a hundred services.

The library tells only whether a service took the message; what it writes to its own log may hold addresses with
tokens, so that nothing of it is passed on.
"""

import logging
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from duewatch.api import Failed, Literal, Message, OptionValue, Outcome, Sent

MISSING = Literal(
    '这个渠道需要 apprise 库，请安装：pip install "duewatch[apprise]"',
    'this channel needs the library apprise; install it: pip install "duewatch[apprise]"',
)
NOT_AN_ADDRESS = Literal(
    "url 里的第 {number} 个地址 apprise 不认识，写法见 docs/channels.md",
    "address number {number} in url is not one that apprise knows; docs/channels.md shows how they are written",
)
SOME = Literal("{count} 个服务中有 {failed} 个没有收下", "{failed} of {count} services did not take it")
REFUSED = Literal("服务没有收下，请检查地址里的口令和网络",
                  "the service did not take it: check the token in the address and the network")  # fmt: skip


class AppriseChannel:
    """Hands messages to one or several services. Takes them for delivered once one took it: the others would
    otherwise get it twice."""

    def __init__(self, options: Mapping[str, OptionValue]) -> None:
        self.urls = str(options["url"]).split()

    def send(self, message: Message) -> Outcome:
        """Hand the message to every service."""
        zh = message.language == "zh"
        try:
            library: Any = import_module("apprise")
        except ImportError:
            return Failed(_say(MISSING, zh), retry=False)
        logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
        services = []
        for number, url in enumerate(self.urls, 1):
            service = library.Apprise.instantiate(url)
            if service is None:
                return Failed(_say(NOT_AN_ADDRESS, zh, number=number), retry=False)
            services.append(service)
        if not services:
            return Failed(_say(NOT_AN_ADDRESS, zh, number=1), retry=False)
        failed = sum(not service.notify(title=message.subject, body=message.body) for service in services)
        if failed == len(services):
            return Failed(_say(REFUSED, zh))
        return Sent(_say(SOME, zh, count=len(services), failed=failed) if failed else "")


def _say(words: Literal, zh: bool, **params: object) -> str:
    return (words.zh if zh else words.en).format(**params)

"""Posts reminders to a web address. It sees the message alone: the words are chosen before, in one language."""

import json
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from duewatch.api import Failed, Message, Outcome, Sent

SECONDS = 8
BUSY = 429


class HookChannel:
    """One address of the borrower's, with a token where it asks for one."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token

    def send(self, message: Message) -> Outcome:
        """Post it. What mends itself is tried again, a refusal is not. The token stands in no answer."""
        body = json.dumps({"title": message.subject, "text": message.body, "id": message.id}).encode()
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            with urlopen(Request(self.url, body, headers, method="POST"), timeout=SECONDS) as answer:
                return Sent(f"HTTP {answer.status}")
        except HTTPError as error:
            return Failed(f"HTTP {error.code}", retry=error.code == BUSY or error.code >= 500)
        except (URLError, TimeoutError, ValueError) as error:
            return Failed(str(error))

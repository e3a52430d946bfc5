"""On which line of config.toml a key stands, by a light scan: tomllib does not tell."""

import re
from collections import Counter

_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")


def line_of(words: str) -> dict[str, int]:
    """The line on which each dotted key (or table) stands, by a light scan; the first one counts. The second table
    [[lpr]] is lpr[2], and so on."""
    found: dict[str, int] = {}
    prefix, lists = "", Counter[str]()
    for number, line in enumerate(words.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            prefix = header[1].replace('"', "").replace("'", "").replace(" ", "")
            found.setdefault(prefix, number)
            if line.lstrip().startswith("[["):
                lists[prefix] += 1
                prefix = f"{prefix}[{lists[prefix]}]"
                found[prefix] = number
        elif key := _KEY.match(line):
            name = key[1].replace('"', "").replace("'", "")
            found.setdefault(f"{prefix}.{name}" if prefix else name, number)
    return found

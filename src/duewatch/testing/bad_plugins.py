"""Plugins that do everything wrong, one kind each: what a host of plugins must stand.

``write("bad-raises", folder)`` installs one: with the folder on ``sys.path`` duewatch finds it like any other. Who
changes the host drives each of them (`BAD_PLUGINS`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from duewatch.testing import bad_code

DISTRIBUTION = "Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n"


class BadPlugin(NamedTuple):
    """One kind. wrong: what it does. files: of its package, by name. meets: what it takes to meet the fault: "list",
    "import" (a file that begins with its id), "channel" (a message to send), "ask" (a question about `platform`), or
    "platform" (its own facts). state and why: what is said of it afterwards; why is a part of the English
    sentence, empty where nothing is wrong that can be seen. point: its entry point's name where that is not its id."""

    id: str
    wrong: str
    files: Mapping[str, str]
    meets: str
    state: str
    why: str
    point: str = ""
    platform: str = ""

    @property
    def package(self) -> str:
        """The name that it is imported by."""
        return self.id.replace("-", "_")


def write(name: str, folder: Path) -> Path:
    """Install a bad plugin into a folder, as a distribution of its own; answers its package's folder.

    Raises KeyError for a name that is not in `BAD_PLUGINS`.
    """
    plugin = BAD_PLUGINS[name]
    place = folder / plugin.package
    place.mkdir(parents=True, exist_ok=True)
    (place / "__init__.py").touch()
    for file, content in plugin.files.items():
        (place / file).write_text(content, encoding="utf-8")
    info = folder / f"{plugin.package}-1.0.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text(DISTRIBUTION.format(package=plugin.package), encoding="utf-8")
    point = f"[duewatch.plugins]\n{plugin.point or plugin.id} = {plugin.package}\n"
    (info / "entry_points.txt").write_text(point, encoding="utf-8")
    return place


def _manifest(plugin_id: str, capability: str, *more: str, api: str = "1", code: bool = True) -> str:
    lines = [
        f'id = "{plugin_id}"',
        'name_zh = "坏插件"',
        'name_en = "Bad plugin"',
        'version = "1.0"',
        f"api = {api}",
        f'capabilities = ["{capability}"]',
        *(["code = true"] if code else []),
        *more,
    ]
    return "\n".join(lines) + "\n"


def _code(name: str, capability: str, wrong: str, why: str, code: str, *, state: str = "failed") -> BadPlugin:
    """One whose code cannot be loaded, met by using its capability."""
    files = {"manifest.toml": _manifest(name, capability), "plugin.py": code}
    return BadPlugin(name, wrong, files, _MEETS[capability], state, why)


def _reader(name: str, wrong: str, why: str, *, claim: str = "", read: str = "", state: str = "ready") -> BadPlugin:
    """One that loads, and fails when it is asked about a file or reads one."""
    files = {"manifest.toml": _manifest(name, "reader"), "plugin.py": bad_code.reader(name, claim, read)}
    return BadPlugin(name, wrong, files, "import", state, why)


def _channel(name: str, wrong: str, why: str, *, send: str = "", opens: str = "", state: str = "ready") -> BadPlugin:
    """One that loads, and fails when it is opened or sends."""
    files = {"manifest.toml": _manifest(name, "channel"), "plugin.py": bad_code.channel(name, send, opens)}
    return BadPlugin(name, wrong, files, "channel", state, why)


def _explainer(name: str, wrong: str, why: str, *, platform: str, explain: str, state: str = "ready") -> BadPlugin:
    """One that loads, and fails when it explains a platform that ships with duewatch."""
    files = {"manifest.toml": _manifest(name, "explainer"), "plugin.py": bad_code.explainer(platform, explain)}
    return BadPlugin(name, wrong, files, "ask", state, why, platform=platform)


def _refused(name: str, wrong: str, why: str, manifest: str, *, point: str = "") -> BadPlugin:
    """One whose manifest rules it out; its code must never run."""
    code = 'raise AssertionError("its manifest rules it out: it is never imported")\n'
    return BadPlugin(name, wrong, {"manifest.toml": manifest, "plugin.py": code}, "list", "refused", why, point)


def _facts(name: str, wrong: str, why: str, facts: str) -> BadPlugin:
    """A platform whose facts are wrong."""
    files = {"manifest.toml": _manifest(name, "platform", 'kind = "cash-loan"', code=False), "facts.toml": facts}
    return BadPlugin(name, wrong, files, "platform", "failed", why)


_MEETS = {"reader": "import", "channel": "channel", "explainer": "ask"}
_NO_SOURCE = "a point of its explanation has no source"

_KINDS = (
    # Ruled out before its code is looked at.
    _refused("bad-toml", "broken manifest", "bad_toml/manifest.toml is not TOML", 'id = "bad-toml\n'),
    _refused(
        "bad-field",
        "unknown key in the manifest",
        "did you mean aliases?",
        _manifest("bad-field", "channel", 'alias = ["x"]'),
    ),
    _refused("bad-kind", "a capability that there is not", "none of platform", _manifest("bad-kind", "lender")),
    _refused(
        "bad-future",
        "API too new",
        "it was written for plugin API 99, this duewatch speaks 1: a newer duewatch is needed",
        _manifest("bad-future", "channel", api="99"),
    ),
    _refused(
        "bad-past",
        "API too old",
        "it was written for plugin API 0, this duewatch speaks 1: a newer version of it is needed",
        _manifest("bad-past", "channel", api="0"),
    ),
    _refused(
        "bad-range",
        "range of APIs that begins too late",
        "it was written for plugin API 2–4, this duewatch speaks 1: a newer duewatch is needed",
        _manifest("bad-range", "channel", api="[2, 4]"),
    ),
    _refused(
        "bad-huabei",
        "name clash with a built-in plugin",
        "the id “huabei” is taken already by a plugin from built-in",
        _manifest("huabei", "reader"),
        point="huabei",
    ),
    # Its code cannot be loaded.
    _code("bad-import-error", "reader", "fails to import", "imported: RuntimeError: the dog ate it", bad_code.RAISES),
    _code("bad-syntax", "reader", "is no Python", "cannot be imported: SyntaxError", "def (:\n"),
    _code("bad-exit-at-import", "reader", "ends the program when imported", "SystemExit: 3", "raise SystemExit(3)\n"),
    _code("bad-hang-at-import", "reader", "never finishes its import", "it gave no answer within", bad_code.HANGS),
    _code("bad-needs-library", "reader", "needs a library", "needs the library surely_not_installed", bad_code.NEEDS),
    _code("bad-typo", "channel", "unknown hook", "duewatch_remindr_channels", bad_code.TYPO),
    _code("bad-argument", "channel", "wants an argument that the hook has not", "settings", bad_code.ARGUMENT),
    _code("bad-mismatch", "channel", "has no hook", "it does not implement duewatch_reminder_channels", '"Nothing."\n'),
    _code(
        "bad-unnamed", "reader", "has a hook that its manifest does not name", "capability channel", bad_code.UNNAMED
    ),
    _code("bad-empty", "channel", "registers nothing", "it registers none", bad_code.hands_over("[]")),
    _code("bad-nothing", "channel", "hands over None", "but it registers none", bad_code.hands_over("None")),
    _code("bad-number", "channel", "hands over a number", "failed: TypeError", bad_code.hands_over("42")),
    _code("bad-strangers", "channel", "hands over the wrong type", "a dict", bad_code.hands_over('[{"id": "x"}]')),
    _code("bad-other-id", "channel", "takes another's id", "names “email”, but its id is", bad_code.OTHER_ID),
    _code("bad-million", "reader", "registers a million things", "answered more than 100 things", bad_code.MILLION),
    BadPlugin(
        "bad-no-code",
        "its code is missing",
        {"manifest.toml": _manifest("bad-no-code", "channel")},
        "channel",
        "failed",
        "there is no plugin.py",
    ),
    # Its reader does wrong.
    _reader(
        "bad-raises", "raises", "it raised ValueError: claim went wrong", claim='raise ValueError("claim went wrong")'
    ),
    _reader("bad-exits", "raises SystemExit", "it tried to end the program", claim='raise SystemExit("enough")'),
    _reader(
        "bad-interrupts", "raises KeyboardInterrupt", "it raised KeyboardInterrupt", claim="raise KeyboardInterrupt"
    ),
    _reader("bad-base", "raises a BaseException of its own", "it raised GeneratorExit", claim="raise GeneratorExit"),
    _reader("bad-claims", "answers the wrong type", "claim answered a str, not a Claim", claim='return "yes"'),
    _reader(
        "bad-why",
        "answers a claim of the wrong shape",
        "claim answered a Claim whose why is int",
        claim="return Claim(True, 7)",
    ),
    _reader("bad-greedy", "claims every file, unsurely", "", claim='return Claim(False, "may be")'),
    _reader("bad-hangs", "hangs", "it gave no answer within", claim="Event().wait()", state="failed"),
    _reader("bad-prints", "prints to stdout", "", read=bad_code.PRINTS),
    _reader("bad-floods", "floods stdout", "", read=bad_code.FLOODS),
    _reader("bad-midway", "fails midway", "it raised ValueError: the third row is torn", read=bad_code.MIDWAY),
    _reader("bad-records", "yields what is no record", "read answered a str, not a Record", read='yield "a row"'),
    _reader(
        "bad-money",
        "money that is no whole number of fen",
        "read answered a Record whose amount_fen is float",
        read=bad_code.MONEY,
    ),
    _reader("bad-endless", "reads a million rows out of nothing", "more records than", read=bad_code.ENDLESS),
    # Its channel does wrong.
    _channel(
        "bad-send",
        "raises when it sends",
        "it raised OSError: the wire is cut",
        send='raise OSError("the wire is cut")',
    ),
    _channel("bad-send-exits", "raises SystemExit when it sends", "it tried to end", send="raise SystemExit"),
    _channel("bad-send-nothing", "answers None", "send answered a NoneType, not a Outcome", send="return None"),
    _channel(
        "bad-detail",
        "answers a detail that is no text",
        "send answered a Sent whose detail is bytes",
        send="return Sent(b'?')",
    ),
    _channel("bad-opens", "raises when it is opened", "it raised ValueError: no", opens='raise ValueError("no")'),
    # Its explainer does wrong.
    _explainer(
        "bad-explains", "raises when it explains", "it raised ZeroDivisionError", platform="xiaohua", explain="1 / 0"
    ),
    _explainer("bad-unsourced", "explains without a source", _NO_SOURCE, platform="jiebei", explain=bad_code.UNSOURCED),
    _explainer(
        "bad-points",
        "explains in a million points",
        "points is tuple[1000000]",
        platform="fenqile",
        explain=bad_code.POINTS,
    ),
    _explainer(
        "bad-words",
        "explains in words that are none",
        "explain answered a Explanation whose summary is int",
        platform="duxiaoman",
        explain=bad_code.WORDS,
    ),
    # Its facts are wrong.
    _facts("bad-facts", "broken facts", "bad_facts/facts.toml", 'reports = "perhaps"\nchecked_on = 2026-11-23\n'),
    _facts("bad-facts-toml", "facts that are no TOML", "bad_facts_toml/facts.toml is not TOML", "reports = \n"),
    _facts("bad-fraction", "a day that is a fraction", "bad_fraction/facts.toml", bad_code.FRACTION),
    # Nothing can be seen of these while they run; the check of a plugin sees the first.
    BadPlugin(
        "bad-internals",
        "imports the program's internals",
        {"manifest.toml": _manifest("bad-internals", "reader"), "plugin.py": bad_code.INTERNALS},
        "import",
        "ready",
        "",
    ),
    BadPlugin(
        "bad-spawns",
        "starts a thread that never ends at import",
        {"manifest.toml": _manifest("bad-spawns", "reader"), "plugin.py": bad_code.SPAWNS},
        "import",
        "ready",
        "",
    ),
)
BAD_PLUGINS: Mapping[str, BadPlugin] = {plugin.id: plugin for plugin in _KINDS}
"""Every kind by its id."""

"""config.toml into settings: every problem at once, with its line and how to mend it; never an exception."""

from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.config.load import Loaded, load
from duewatch.config.paths import config_path, data_dir, default_config_path
from duewatch.config.schema import ChannelSettings, LookSettings, PluginSettings, ReminderPolicy, Settings
from duewatch.model.problem import InputProblem
from duewatch.model.reminder import Discretion
from duewatch.wording import Wording

EN = Wording("en")


def loaded(folder: Path, words: str | bytes) -> Loaded:
    file = folder / "config.toml"
    file.write_bytes(words if isinstance(words, bytes) else words.encode())
    return load(file, {})


def said(result: Loaded) -> list[str]:
    return [f"{EN.say(problem.what)} {EN.say(problem.mend)}" for problem in result.problems]


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    result = load(None, {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)})
    assert (result.settings, result.problems, result.exists) == (Settings(), (), False)


@pytest.mark.parametrize("nothing", ["", "  ", "/dev/null"])
def test_an_empty_name_in_the_environment_means_all_defaults(nothing: str) -> None:
    result = load(None, {"DUEWATCH_CONFIG": nothing})
    assert (result.settings._replace(source=None), result.problems) == (Settings(), ())


def test_every_key_ends_up_in_the_settings(tmp_path: Path) -> None:
    result = loaded(
        tmp_path,
        """
        language = "en"
        timezone = "Asia/Urumqi"
        data = "store"
        horizon_days = 30
        [look]
        hide_amounts = true
        start_blank = true
        theme = "textual-light"
        [reminders]
        lead_days = [5, 0]
        overdue_days = []
        at = "07:30"
        quiet_from = 21:15:00
        quiet_to = "06:00"
        tries = 2
        cut_off_hours = 2
        daily = true
        promise_days = [1]
        court_days = [7, 1]
        digest = false
        channels = ["here", "mail"]
        escalate_hours = 4
        ping = { env = "PING" }
        [reminders.platforms.huabei]
        lead_days = [2]
        [reminders.loans.huabei-1]
        daily = false
        [plugins]
        off = ["wechat"]
        seconds = 3
        allowed = ["mine"]
        paths = ["own"]
        [plugins.alipay]
        anything = 1
        [channels.mail]
        plugin = "email"
        discretion = "no-amounts"
        language = "zh"
        per_hour = 6
        host = "smtp.example.org"
        password = { env = "MAIL" }
        [channels.here]
        plugin = "terminal"
        """,
    )
    assert said(result) == []
    mail = {"host": "smtp.example.org", "password": {"env": "MAIL"}}
    assert result.settings == Settings(
        language="en",
        timezone="Asia/Urumqi",
        data=tmp_path / "store",
        horizon_days=30,
        look=LookSettings(hide_amounts=True, start_blank=True, theme="textual-light"),
        reminders=ReminderPolicy(
            lead_days=(5, 0),
            overdue_days=(),
            at=time(7, 30),
            quiet_from=time(21, 15),
            quiet_to=time(6, 0),
            tries=2,
            cut_off_hours=2,
            daily=True,
            promise_days=(1,),
            court_days=(7, 1),
            digest=False,
            channels=("here", "mail"),
            escalate_hours=4,
            ping={"env": "PING"},
            platforms={"huabei": {"lead_days": (2,)}},
            loans={"huabei-1": {"daily": False}},
        ),
        channels=(
            ChannelSettings("mail", "email", Discretion.NO_AMOUNTS, "zh", per_hour=6, options=mail),
            ChannelSettings("here", "terminal", options={}),
        ),
        plugins=PluginSettings(
            off=("wechat",),
            seconds=3,
            allowed=("mine",),
            paths=(tmp_path / "own",),
            options={"alipay": {"anything": 1}},
        ),
        source=tmp_path / "config.toml",
    )


WRONG = [
    ('[reminders]\nping = "https://example.org/x"', "not the secret itself", "Correct the value"),
    ('[reminders]\nchannels = ["mial"]', "names the channel “mial”, which is not set up", "[channels.mial]"),
    ("[reminders.loans.huabei-1]\ncourt_days = [1]", "loans.huabei-1.court_days is not a known key", "Did you mean"),
    ("[reminders.loans.huabei-1]\nlead_day = [1]", "is not a known key", "Did you mean “lead_days”?"),
    ("[readers]\nmappings = 1", "readers.mappings", "mapping"),
    ("[readers]\nmapping = 1", "tables [readers.mapping.<name>] are expected", ""),
    ("[readers.mapping]\nmine = 1", "a table [readers.mapping.mine] is expected", ""),
    (
        '[readers.mapping]\nmine = { date = "日", platform = "台", what = "还款" }',
        "does not say which column is the amount",
        "Add amount",
    ),
    ("[reminders.platforms]\nhuabei = 1", "a table [reminders.platforms.huabei] is expected", "Correct the value"),
    ("[reminders]\nloans = 3", "tables [reminders.loans.<name>] are expected", "Correct the value"),
    ('langauge = "zh"', "langauge is not a known key", "Did you mean “language”?"),
    ("zzzz = 1", "zzzz is not a known key", "Take it out"),
    ("[lok]\ntheme = ''", "lok is not a known key", "Did you mean “look”?"),
    ("[look]\nthem = ''", "look.them is not a known key", "Did you mean “theme”?"),
    ("[reminders]\nlead_day = [1]", "reminders.lead_day is not a known key", "Did you mean “lead_days”?"),
    ('language = "de"', 'one of "auto", "zh", "en" is expected', "Correct the value"),
    ("language = ['zh']", 'one of "auto", "zh", "en" is expected', "Correct the value"),
    ('timezone = "Asia/Shangai"', "the name of a time zone", "Correct the value"),
    ('timezone = "../../etc/passwd"', "the name of a time zone", "Correct the value"),
    ("timezone = 8", "a text in quotes is expected", "Correct the value"),
    ("data = 1", "a text in quotes is expected", "Correct the value"),
    ("horizon_days = 0", "a whole number from 1 to 366 is expected", "Correct the value"),
    ("horizon_days = 1.5", "a whole number from 1 to 366 is expected", "Correct the value"),
    ("horizon_days = true", "a whole number from 1 to 366 is expected", "Correct the value"),
    ("look = 1", "a table [look] is expected", "Correct the value"),
    ("[look]\nhide_amounts = 'yes'", "true or false is expected", "Correct the value"),
    ("[reminders]\nlead_days = 3", "a list of different whole numbers from 0 to 60", "Correct the value"),
    ("[reminders]\nlead_days = [3, 3]", "a list of different whole numbers from 0 to 60", "Correct the value"),
    ("[reminders]\noverdue_days = [0]", "a list of different whole numbers from 1 to 400", "Correct the value"),
    ("[reminders]\nat = '9'", 'a time of day such as "09:00" is expected', "Correct the value"),
    ("[reminders]\nat = '24:00'", 'a time of day such as "09:00" is expected', "Correct the value"),
    ("[reminders]\nat = '09:00+08:00'", 'a time of day such as "09:00" is expected', "Correct the value"),
    ("[reminders]\nat = 2026-11-23", 'a time of day such as "09:00" is expected', "Correct the value"),
    ("[plugins]\noff = 'email'", "a list of texts is expected", "Correct the value"),
    ("[plugins]\nseconds = 0", "a whole number from 1 to 600 is expected", "Correct the value"),
    ("channels = 1", "tables [channels.<name>] are expected", "Correct the value"),
    ("[channels]\nmail = 1", "a table [channels.mail] is expected", "Correct the value"),
    ("[channels.mail]\nhost = 'x'", "channels.mail names no plugin", 'plugin = "email"'),
    ("[channels.mail]\nplugin = 1", "a text in quotes is expected", "Correct the value"),
    (
        "[channels.mail]\nplugin = 'email'\ndiscretion = 'loud'",
        'one of "full", "no-amounts", "silent" is expected',
        "Correct the value",
    ),
    (
        "[channels.mail]\nplugin = 'email'\ndiscretion = ['full']",
        'one of "full", "no-amounts", "silent" is expected',
        "Correct the value",
    ),
    ("lpr = 1", "tables [[lpr]] are expected", "Correct the value"),
    ("[channels.mail]\nplugin = 'email'\nlanguage = 'auto'", 'one of "zh", "en" is expected', "Correct the value"),
]


@pytest.mark.parametrize(("words", "what", "mend"), WRONG, ids=[words for words, _, _ in WRONG])
def test_a_wrong_key_is_told_with_its_line_and_the_default_stands(
    tmp_path: Path, words: str, what: str, mend: str
) -> None:
    result = loaded(tmp_path, f"# a comment\n\n{words}\n")
    (told,) = said(result)
    line = 3 if words.count("\n") == 0 or "names no plugin" in what or words == "[lok]\ntheme = ''" else None
    line = line or 3 + words.count("\n")
    assert told.startswith(f"config.toml:{line}: "), told
    assert what in told
    assert mend in told
    assert result.settings._replace(source=None, channels=()) == Settings()


def test_all_problems_are_listed_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    result = loaded(
        tmp_path,
        """horizon_days = "many"
[channels.mail]
host = "x"
[reminders]
tries = 0
spare = 1
[look]
theme = 3
""",
    )
    assert [problem.line for problem in result.problems] == [1, 2, 5, 6, 8]
    assert [problem.key for problem in result.problems] == [
        "horizon_days",
        "channels.mail",
        "reminders.tries",
        "reminders.spare",
        "look.theme",
    ]


def test_good_values_beside_wrong_ones_count(tmp_path: Path) -> None:
    result = loaded(tmp_path, "horizon_days = 30\nlanguage = 'xx'\n[reminders]\ntries = 2\nat = 7\n")
    assert len(result.problems) == 2
    assert result.settings.horizon_days == 30
    assert result.settings.reminders == ReminderPolicy(tries=2)


@pytest.mark.parametrize(
    ("words", "line", "what"),
    [
        (b"language = 'zh'\nlanguage = ", 2, "is not TOML"),
        (b"a = 1\na = 2\n", 2, "is not TOML"),
        (b"ok = 1\n\xff\xfe\n", 2, "is not text in UTF-8"),
        (b"\0", 1, "is not TOML"),
        (b"[[[[[", 1, "is not TOML"),
    ],
)
def test_a_file_that_is_no_toml_is_told_with_its_line(tmp_path: Path, words: bytes, line: int, what: str) -> None:
    result = loaded(tmp_path, words)
    (told,) = said(result)
    assert f"config.toml:{line} " in told
    assert what in told
    assert result.settings._replace(source=None) == Settings()


def test_a_file_nested_without_end_is_told_in_one_sentence(tmp_path: Path) -> None:
    (told,) = said(loaded(tmp_path, b"a = " + b"[" * 100_000))
    assert "is nested too deeply" in told


def test_a_byte_order_mark_is_no_trouble(tmp_path: Path) -> None:
    result = loaded(tmp_path, b"\xef\xbb\xbflanguage = 'en'\n")
    assert (said(result), result.settings.language) == ([], "en")


@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_named_file_that_is_not_there_is_an_input_problem(tmp_path: Path, how: str) -> None:
    missing = tmp_path / "none.toml"
    with pytest.raises(InputProblem) as problem:
        if how == "option":
            load(missing, {})
        else:
            load(None, {"DUEWATCH_CONFIG": str(missing)})
    assert "is not there" in EN.say(problem.value.what)


def test_a_directory_in_place_of_the_file_is_an_input_problem(tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as problem:
        load(tmp_path, {})
    assert "cannot be read" in EN.say(problem.value.what)


def test_the_option_counts_more_than_the_environment(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text("horizon_days = 1", encoding="utf-8")
    (tmp_path / "two.toml").write_text("horizon_days = 2", encoding="utf-8")
    result = load(tmp_path / "one.toml", {"DUEWATCH_CONFIG": str(tmp_path / "two.toml")})
    assert result.settings.horizon_days == 1


@pytest.mark.parametrize(
    ("platform", "environ", "config", "data"),
    [
        ("linux", {"HOME": "/h"}, "/h/.config/duewatch/config.toml", "/h/.local/share/duewatch"),
        (
            "linux",
            {"HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d"},
            "/c/duewatch/config.toml",
            "/d/duewatch",
        ),
        (
            "linux",
            {"HOME": "/h", "XDG_CONFIG_HOME": "c"},
            "/h/.config/duewatch/config.toml",
            "/h/.local/share/duewatch",
        ),
        (
            "darwin",
            {"HOME": "/h", "XDG_CONFIG_HOME": "/c"},
            "/h/Library/Application Support/duewatch/config.toml",
            "/h/Library/Application Support/duewatch",
        ),
        (
            "win32",
            {"HOME": "/h", "APPDATA": "/roaming", "LOCALAPPDATA": "/local"},
            "/roaming/duewatch/config.toml",
            "/local/duewatch",
        ),
    ],
)
def test_files_lie_where_the_platform_wants_them(
    monkeypatch: pytest.MonkeyPatch, platform: str, environ: dict[str, str], config: str, data: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert (default_config_path(environ), data_dir(environ)) == (Path(config), Path(data))
    assert config_path(environ) == Path(config)


@given(st.binary(max_size=200))
def test_no_bytes_whatever_make_loading_raise(tmp_path_factory: pytest.TempPathFactory, words: bytes) -> None:
    result = loaded(tmp_path_factory.getbasetemp(), words)
    assert isinstance(result.settings, Settings)
    assert all(EN.say(problem.what) and EN.say(problem.mend) for problem in result.problems)


_VALUES = st.recursive(
    st.sampled_from(["1", "-1", "true", "'zh'", "1.5", "09:00:00", "2026-11-23", "''", "nan"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]")
        | inner.map(lambda each: f"{{ env = {each} }}")
    ),
    max_leaves=4,
)
_KEYS = st.sampled_from(
    ["language", "data", "horizon_days", "look", "look.theme", "reminders.at", "reminders.lead_days", "plugins.off",
     "plugins.email.x", "channels", "channels.mail", "channels.mail.plugin", "channels.mail.discretion",
     "channels.mail.language", "channels.mail.password", "timezone", "reminders", "plugins", "unknown", "lpr",
     "lpr.date"]
)  # fmt: skip


@given(st.dictionaries(_KEYS, _VALUES, max_size=6))
def test_no_value_of_any_shape_makes_loading_or_showing_raise(
    tmp_path_factory: pytest.TempPathFactory, lines: dict[str, str]
) -> None:
    from duewatch.config.show import values

    result = loaded(tmp_path_factory.getbasetemp(), "\n".join(f"{key} = {value}" for key, value in lines.items()))
    assert isinstance(result.settings, Settings)
    assert all(value.key for value in values(result))


def test_a_loans_own_table_counts_over_its_platforms_and_that_over_the_rest() -> None:
    policy = ReminderPolicy(
        daily=True,
        platforms={"huabei": {"lead_days": (5,), "daily": False}},
        loans={"huabei-1": {"lead_days": (2,)}},
    )
    own, others = policy.of("huabei-1", "huabei"), policy.of("huabei-2", "huabei")
    assert (own.lead_days, own.daily) == ((2,), False)
    assert (others.lead_days, others.daily) == ((5,), False)
    assert policy.of("jiebei-1", "jiebei") == policy

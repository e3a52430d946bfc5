"""Every key, table and entry of a list is found on the line on which it stands."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from duewatch.config.lines import line_of, nearest_line

FILE = '''# a comment
language = "zh"
[channels.mail]  # my own
plugin = "email"
to = [
    "a@b",  # me
    # not = "a key"
    7,
]
words = """
[look]
horizon_days = 1
"""
login = { user = "x",
          password = 5 } # over two lines is no TOML 1.0, but harmless
[channels."my mail"]
options . "deep.one" = 1
[[lpr]]
date = 2026-01-20
[[lpr]]
date = 2026-02-20
[channels.mail.more]
a = [[1, 2], [
  3]]
'''


def test_each_thing_has_its_line() -> None:
    lines = line_of(FILE)
    assert lines["language"] == 2
    assert (lines["channels.mail"], lines["channels.mail.plugin"], lines["channels.mail.to"]) == (3, 4, 5)
    assert (lines["channels.mail.to[1]"], lines["channels.mail.to[2]"]) == (6, 8)
    assert not {"look", "horizon_days", "channels.mail.horizon_days", "channels.mail.not"} & lines.keys()
    assert (lines["channels.mail.login.user"], lines["channels.mail.login.password"]) == (14, 15)
    assert (lines["channels.my mail"], lines["channels.my mail.options.deep.one"]) == (16, 17)
    assert (lines["lpr"], lines["lpr[1].date"], lines["lpr[2]"], lines["lpr[2].date"]) == (18, 19, 20, 21)
    assert (lines["channels.mail.more.a[2]"], lines["channels.mail.more.a[2][1]"]) == (23, 24)


def test_what_is_missing_is_missing_from_the_nearest_table_that_there_is() -> None:
    lines = line_of(FILE)
    assert nearest_line(lines, "channels.mail.host") == 3
    assert nearest_line(lines, "channels.mail.to[9]") == 5
    assert nearest_line(lines, "channels.mail.login.other.thing") == 14
    assert nearest_line(lines, "lpr[2].one_year_pct") == 20
    assert nearest_line(lines, "nothing") is None


names = st.text("abz09_-", min_size=1, max_size=4)
leaves = st.one_of(st.integers(), st.booleans(), st.text("ab\"'#[]{}=\n\\中", max_size=8))
trees = st.recursive(leaves, lambda each: st.lists(each, max_size=3) | st.dictionaries(names, each, max_size=3))


@given(st.dictionaries(names, trees, max_size=4))
def test_every_key_of_any_file_is_found_on_a_line_that_names_it(document: dict[str, object]) -> None:
    from tomli_w import dumps

    words = dumps(document)
    assert tomllib.loads(words) == document
    lines, texts = line_of(words), words.split("\n")
    for name in document:
        assert name in texts[lines[name] - 1]


@given(st.text("[]{}=\"'#.\n,ab1 ", max_size=40))
def test_what_is_no_toml_is_given_up(words: str) -> None:
    assert all(1 <= line <= words.count("\n") + 1 for line in line_of(words).values())

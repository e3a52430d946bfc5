"""Text into words: both languages, hidden names and sums, every entry of the catalogue found."""

from datetime import date
from decimal import Decimal
from gettext import GNUTranslations
from pathlib import Path

import duewatch.wording
from duewatch.model.text import Literal, Money, Name, ntext, text
from duewatch.wording import Catalogue, Wording, choose_language

COMPILED = Path(duewatch.wording.__file__).parent / "locale" / "zh" / "LC_MESSAGES" / "duewatch.mo"


def test_every_entry_is_found_as_gettext_finds_it() -> None:
    with COMPILED.open("rb") as file:
        known = GNUTranslations(file)
    entries = {key[0] if isinstance(key, tuple) else key: words for key, words in known._catalog.items()}  # type: ignore[attr-defined]
    found = Catalogue(COMPILED)
    assert len(entries) > 100
    assert {msgid: found.find(msgid) for msgid in entries} == entries


def test_a_sentence_that_is_not_in_the_catalogue_stays_english() -> None:
    assert Catalogue(COMPILED).find("no such sentence") is None
    assert Wording("zh").say(text("no such sentence of {n}", n=3)) == "no such sentence of 3"


def test_english_has_two_forms_and_chinese_one() -> None:
    one, three = (ntext("{count} day late", "{count} days late", days) for days in (1, 3))
    assert [Wording("en").say(days) for days in (one, three)] == ["1 day late", "3 days late"]
    assert [Wording("zh").say(days) for days in (one, three)] == ["逾期1天", "逾期3天"]


def test_names_and_sums_are_hidden_wherever_they_stand_in_a_text() -> None:
    said = text("{loan}, {on} ({when}), {amount}", loan=Name("花呗", "Huabei"), on=date(2026, 11, 25),
                when=Literal("两天后", "in two days"), amount=Money(120_410))  # fmt: skip
    assert Wording("en").say(said) == "Huabei, 2026-11-25 (in two days), ¥1,204.10"
    assert Wording("en", hide_amounts=True).say(said) == "••••, 2026-11-25 (in two days), ¥••••"


def test_a_decimal_is_written_without_an_exponent() -> None:
    assert Wording("en").say(text("{rate}%", rate=Decimal("18.00"))) == "18%"
    assert Wording("en").say(text("{rate}%", rate=Decimal("100"))) == "100%"


def test_the_option_outranks_the_config_and_the_config_the_locale() -> None:
    assert choose_language("en", "zh", {"LANG": "zh_CN.UTF-8"}) == "en"
    assert choose_language(None, "zh", {"LANG": "en_US.UTF-8"}) == "zh"
    assert choose_language(None, "auto", {"LANG": "en_US.UTF-8"}) == "en"
    assert choose_language(None, "auto", {"LANG": "C"}) == "zh"

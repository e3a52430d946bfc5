from collections.abc import Mapping
from decimal import Decimal

import pytest

from tests.vectors.__main__ import HERE, Adapters, Report, find_adapters, main, read_sets, run_set
from tests.vectors.case import NotModelled, differences, fen

DATA = HERE / "data"
SETS = read_sets(DATA)


@pytest.fixture(scope="module")
def adapters() -> Adapters:
    return find_adapters()


@pytest.fixture(scope="module")
def reports(adapters: Adapters) -> Mapping[str, Report]:
    return {name: run_set(name, cases, adapters) for name, cases in SETS.items()}


def test_every_adapter_module_can_be_imported(adapters: Adapters) -> None:
    assert adapters.broken == {}


@pytest.mark.parametrize("name", sorted(SETS))
def test_every_figure_of_other_systems_is_reproduced(name: str, reports: Mapping[str, Report]) -> None:
    assert reports[name].failed == {}


def test_at_most_five_percent_of_the_cases_are_not_modelled(reports: Mapping[str, Report]) -> None:
    missing = sum(len(ids) for report in reports.values() for ids in report.not_modelled.values())
    assert missing <= 0.05 * sum(map(len, SETS.values()))


def test_every_case_names_where_it_comes_from() -> None:
    for cases in SETS.values():
        assert all(case["source"]["project"] for case, _ in cases)


def test_a_set_without_an_adapter_fails_case_by_case() -> None:
    report = run_set("unheard_of", [({"id": "a"}, {})], Adapters({}, {}))
    assert report.as_document() == {"passed": 0, "failed": ["a"], "not_modelled": {}}


def test_an_exception_fails_its_case_and_not_modelled_is_kept_with_its_reason() -> None:
    def adapter(case: Mapping[str, object], whole: object) -> list[str]:
        if case["id"] == "leave":
            raise NotModelled("of no use to a borrower")
        if case["id"] == "crash":
            raise ZeroDivisionError
        return []

    cases = [({"id": name}, {}) for name in ("leave", "crash", "fine")]
    report = run_set("any", cases, Adapters({"any": adapter}, {}))
    assert report.as_document() == {
        "passed": 1,
        "failed": ["crash"],
        "not_modelled": {"of no use to a borrower": ["leave"]},
    }


def test_a_folder_without_files_is_refused_with_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path_factory.mktemp("empty"))]) == 2
    assert "no vector files" in capsys.readouterr().err


def test_numbers_compare_as_numbers_within_the_tolerance_of_their_field() -> None:
    assert differences({"a": "1.50", "b": "2"}, {"a": Decimal("1.5"), "b": "2.01"}, {"b": "0.01"}) == []
    assert differences({"a": "1.50"}, {"a": "1.51"}, {"b": "0.01"}) == ["a: expected 1.50, got 1.51"]
    assert differences({"a": None}, {"a": "0"}) == ["a: expected None, got 0"]
    assert differences({"a": True}, {"a": 1}) != []


def test_only_what_is_expected_is_compared() -> None:
    assert differences({"a": "1"}, {"a": 1, "b": 2}) == []
    assert differences({"a": "1"}, {"b": 2}) != []


def test_rows_match_by_number_and_charges_in_any_order() -> None:
    assert differences([{"n": 3, "x": "1"}], [{"n": 2, "x": 9}, {"n": 3, "x": 1}]) == []
    assert differences({"charges": [1, 2]}, {"charges": [2, 1]}) == []
    assert differences({"charges": [1]}, {"charges": [1, 2]}) != []
    assert differences({"rows": [1, 2]}, {"rows": [2, 1]}) != []


def test_half_a_fen_is_refused() -> None:
    assert fen("12.30") == 1230
    with pytest.raises(ValueError):
        fen("0.005")

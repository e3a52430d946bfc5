"""Composed logs of contacts, each with the possible departures it shows, and with none where it shows none."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from duewatch.collection.conduct import Debt, Departure, departures
from duewatch.config.rules import rulebook
from duewatch.model.contact import AgreedHours, Channel, Contact, Direction, Mark, Reached, Tone
from duewatch.model.rulebook import LenderKind
from duewatch.model.text import Sentence

SHANGHAI = timezone(timedelta(hours=8))
DAY = "2026-11-20"
QUIET, QUIET_CBA = "gbt45251-quiet-hours", "cba2026-quiet-hours"
SPOKEN, NOTICE, DIALS = "gbt45251-call-limit-interactive", "gbt45251-call-limit-notice", "cba2026-dial-attempts"
THIRD, THIRD_CBA, CARD = "gbt45251-contacts", "cba2026-third-party", "card-collection-art68"
IDENTITY, PROHIBITED, VISITS = "cba2026-identity", "cba2026-prohibited", "cba2026-visits"
PROTECTION, PEACE = "consumer-protection-art41", "privacy-1033"

MICROLOAN = Debt("甲小贷", LenderKind.MICROLOAN)
BANK = Debt("乙银行", LenderKind.BANK)
CONSUMER = Debt("丙消费金融", LenderKind.CONSUMER_FINANCE)
AUTO = Debt("丁汽车金融", LenderKind.AUTO_FINANCE)
PRIVATE = Debt("张三", LenderKind.PRIVATE)
PAWN = Debt("戊典当", LenderKind.PAWN)
TRUST = Debt("己信托", LenderKind.TRUST)
BANK_CARD = Debt("乙银行信用卡", LenderKind.BANK, card=True)
UNKNOWN = Debt("某平台")


def at(hour: str, day: str = DAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=SHANGHAI)


def call(hour: str, *marks: Mark, day: str = DAY, **given: object) -> Contact:
    fields: dict[str, object] = {"answered": True, "marks": marks, **given}
    return Contact(at=at(hour, day), **fields)  # type: ignore[arg-type]


def missed(hour: str, **given: object) -> Contact:
    return call(hour, answered=False, **given)


def other(hour: str, *marks: Mark, **given: object) -> Contact:
    return call(hour, *marks, reached=Reached.THIRD_PERSON, **given)


def visit(hour: str, *marks: Mark, **given: object) -> Contact:
    return call(hour, *marks, channel=Channel.VISIT, answered=None, **given)


def message(hour: str, *marks: Mark, channel: Channel = Channel.SMS, **given: object) -> Contact:
    return call(hour, *marks, channel=channel, answered=None, **given)


def calls(count: int, **given: object) -> list[Contact]:
    return [call(f"{9 + number:02d}:00", **given) for number in range(count)]


def dials(count: int, **given: object) -> list[Contact]:
    return [missed(f"{9 + number:02d}:00", **given) for number in range(count)]


def hours(first: str, last: str, *, day: str = "2026-11-01", loan_id: str | None = None) -> AgreedHours:
    minutes = [int(one[:2]) * 60 + int(one[3:]) for one in (first, last)]
    return AgreedHours(at=at("12:00", day), first_minute=minutes[0], last_minute=minutes[1], loan_id=loan_id)


@dataclass(frozen=True)
class Case:
    """A log. found: rule → places of its evidence in the log, counted from 1. debts: by the contact's lender, where
    it is not the one debt."""

    name: str
    debt: Debt
    log: Sequence[Contact]
    found: dict[str, list[int]] = field(default_factory=dict)
    agreed: Sequence[AgreedHours] = ()
    zone: timezone = SHANGHAI
    debts: dict[str, Debt] = field(default_factory=dict)


ALL_FOUR = [1, 2, 3, 4]
CASES = [
    # hours
    Case("21:59 is no quiet hour", MICROLOAN, [call("21:59")]),
    Case("22:00 is", MICROLOAN, [call("22:00")], {QUIET: [1]}),
    Case("a call that began at 21:59 and went on is not", MICROLOAN, [call("21:59", minutes=20)]),
    Case("23:30", MICROLOAN, [call("23:30")], {QUIET: [1]}),
    Case("00:00", MICROLOAN, [call("00:00")], {QUIET: [1]}),
    Case("07:59", MICROLOAN, [call("07:59")], {QUIET: [1]}),
    Case("08:00 is no quiet hour", MICROLOAN, [call("08:00")]),
    Case("a bank's loan stands under both rules", BANK, [call("22:00")], {QUIET: [1], QUIET_CBA: [1]}),
    Case("a card under the guideline alone", BANK_CARD, [call("22:00")], {QUIET_CBA: [1]}),
    Case("a lender that is not known under both", UNKNOWN, [call("22:00")], {QUIET: [1], QUIET_CBA: [1]}),
    Case("consumer finance under both", CONSUMER, [call("22:00")], {QUIET: [1], QUIET_CBA: [1]}),
    Case("auto finance under the standard", AUTO, [call("22:00")], {QUIET: [1]}),
    Case("a private lender under neither", PRIVATE, [call("22:00")]),
    Case("a pawn shop under neither", PAWN, [call("23:00")]),
    Case("a trust under neither", TRUST, [call("23:00")]),
    Case("a call of the borrower's own at night", MICROLOAN, [call("23:00", direction=Direction.OUT)]),
    Case("a dial in vain at night", MICROLOAN, [missed("23:00")], {QUIET: [1]}),
    Case("a text message at night", MICROLOAN, [message("23:00")], {QUIET: [1]}),
    Case("a message in the app at night", MICROLOAN, [message("23:00", channel=Channel.APP)], {QUIET: [1]}),
    Case("a visit at night", MICROLOAN, [visit("22:10")], {QUIET: [1]}),
    Case("a letter found at night", MICROLOAN, [message("23:00", channel=Channel.LETTER)]),
    Case("a court paper found at night", BANK, [message("23:00", channel=Channel.COURT)]),
    Case("a time agreed in that call's own case", BANK, [call("22:30", Mark.AGREED_TO_TIME)]),
    Case("22:00 in Shanghai is 14:00 in London", MICROLOAN, [call("22:00")], zone=UTC),
    Case("06:00 in Shanghai is 22:00 in London", MICROLOAN, [call("06:00")], {QUIET: [1]}, zone=UTC),
    Case("before the standard was in force", MICROLOAN, [call("23:00", day="2025-02-27")]),
    Case("on its first day", MICROLOAN, [call("23:00", day="2025-02-28")], {QUIET: [1]}),
    Case("before the guideline, the standard alone", BANK, [call("23:00", day="2026-01-29")], {QUIET: [1]}),
    Case("on the guideline's first day", BANK, [call("23:00", day="2026-01-30")], {QUIET: [1], QUIET_CBA: [1]}),
    # agreed hours
    Case("a late hour that was agreed", BANK, [call("22:30")], agreed=[hours("09:00", "23:00")]),
    Case("its last minute is not in it", BANK, [call("23:00")], {QUIET: [1], QUIET_CBA: [1]},
         agreed=[hours("09:00", "23:00")]),
    Case("outside of agreed hours by day", BANK, [call("10:00")], {QUIET: [1]}, agreed=[hours("12:00", "14:00")]),
    Case("within them", BANK, [call("12:00"), call("13:59")], agreed=[hours("12:00", "14:00")]),
    Case("at their end", MICROLOAN, [call("14:00")], {QUIET: [1]}, agreed=[hours("12:00", "14:00")]),
    Case("agreed only afterwards", MICROLOAN, [call("10:00")], agreed=[hours("12:00", "14:00", day="2026-11-21")]),
    Case("agreed for another loan", MICROLOAN, [call("10:00")], agreed=[hours("12:00", "14:00", loan_id="b-1")]),
    Case("the loan's own agreement before the general one", MICROLOAN, [call("10:00", loan_id="a-1")],
         agreed=[hours("12:00", "14:00", day="2026-11-02"), hours("09:00", "11:00", loan_id="a-1")]),
    Case("a later agreement before the former", MICROLOAN, [call("10:00")],
         agreed=[hours("12:00", "14:00"), hours("09:00", "11:00", day="2026-11-05")]),
    Case("agreed hours over midnight", MICROLOAN, [call("00:30")], agreed=[hours("22:00", "02:00")]),
    # connected calls
    Case("three calls a day", MICROLOAN, calls(3)),
    Case("the fourth", MICROLOAN, calls(4), {SPOKEN: ALL_FOUR, NOTICE: ALL_FOUR}),
    Case("four with a bank", BANK, calls(4), {SPOKEN: ALL_FOUR, NOTICE: ALL_FOUR}),
    Case("four about a card: no figure for those", BANK_CARD, calls(4)),
    Case("four of a private lender", PRIVATE, calls(4)),
    Case("four of which one in vain", MICROLOAN, [*calls(3), missed("18:00")]),
    Case("four in vain", MICROLOAN, dials(4)),
    Case("two days of two", MICROLOAN, [*calls(2), *calls(2, day="2026-11-21")]),
    Case("four over midnight are two and two", MICROLOAN,
         [call("20:00"), call("21:00"), call("08:00", day="2026-11-21"), call("09:00", day="2026-11-21")]),
    Case("two agencies of one lender, two calls each", MICROLOAN,
         [*calls(2, company="一号催收"), call("15:00", company="二号催收"), call("16:00", company="二号催收")],
         {SPOKEN: ALL_FOUR, NOTICE: ALL_FOUR}),
    Case("lender and agency, three in all", MICROLOAN,
         [*calls(2, company="甲小贷"), call("15:00", company="一号催收")]),
    Case("two lenders of one debtor, two calls each", UNKNOWN,
         [*calls(2, lender="A"), call("15:00", lender="B"), call("16:00", lender="B")],
         debts={"A": MICROLOAN, "B": AUTO}),
    Case("two lenders, four calls of one", UNKNOWN, [*calls(4, lender="A"), call("15:00", lender="B")],
         {SPOKEN: ALL_FOUR, NOTICE: ALL_FOUR}, debts={"A": MICROLOAN, "B": AUTO}),
    Case("four recordings are announcements", MICROLOAN, [call(f"{h}:00", Mark.RECORDED_VOICE) for h in range(10, 14)],
         {NOTICE: ALL_FOUR}),
    Case("three recordings", MICROLOAN, [call(f"{h}:00", Mark.RECORDED_VOICE) for h in range(10, 13)]),
    Case("calls not told to be answered count as possible", MICROLOAN, calls(4, answered=None),
         {SPOKEN: ALL_FOUR, NOTICE: ALL_FOUR}),
    Case("the borrower's own calls do not count", MICROLOAN, [*calls(3), call("16:00", direction=Direction.OUT)]),
    Case("messages do not count as calls", MICROLOAN, [*calls(3), message("16:00"), message("17:00")]),
    Case("calls to others do not count as calls to the debtor", MICROLOAN,
         [*dials(3), *[other(f"{h}:00") for h in range(13, 17)]]),
    # dials in vain
    Case("six dials in vain", BANK, dials(6)),
    Case("the seventh", BANK, dials(7), {DIALS: [1, 2, 3, 4, 5, 6, 7]}),
    Case("seven about a card", BANK_CARD, dials(7), {DIALS: [1, 2, 3, 4, 5, 6, 7]}),
    Case("seven of a microloan company: no figure for those", MICROLOAN, dials(7)),
    Case("seven before the guideline", BANK, dials(7, day="2026-01-29")),
    Case("six and one answered", BANK, [*dials(6), call("18:00")]),
    # third persons
    Case("a relative after three dials in vain, told nothing", BANK, [*dials(3), other("14:00")]),
    Case("after two dials in vain", BANK, [*dials(2), other("14:00")], {THIRD: [3], THIRD_CBA: [3]}),
    Case("without any attempt", MICROLOAN, [other("14:00")], {THIRD: [1]}),
    Case("though the debtor had answered", BANK, [missed("09:00"), missed("10:00"), call("11:00"), other("14:00")],
         {THIRD: [3, 4], THIRD_CBA: [3, 4]}),
    Case("unreachable, but the debt was told", BANK, [*dials(3), other("14:00", Mark.DISCLOSED)],
         {THIRD: [4], THIRD_CBA: [4]}),
    Case("unreachable, but asked to pay", MICROLOAN, [*dials(3), other("14:00", Mark.ASKED_THIRD_TO_PAY)],
         {THIRD: [4]}),
    Case("again after refusing", MICROLOAN, [*dials(3), other("14:00", Mark.THIRD_REFUSED_BEFORE)], {THIRD: [4]}),
    Case("dials of another lender do not make one unreachable", UNKNOWN,
         [*dials(3, lender="A"), other("14:00", lender="B")], {THIRD: [4]}, debts={"A": MICROLOAN, "B": AUTO}),
    Case("about a card nobody else at all", BANK_CARD, [*dials(3), other("14:00")], {CARD: [4]}),
    Case("a guarantor is a party", BANK_CARD, [other("14:00", Mark.THIRD_IS_GUARANTOR)]),
    Case("a private lender's call to others", PRIVATE, [other("14:00")]),
    Case("a third person at night", MICROLOAN, [*dials(3), other("23:00")], {QUIET: [4]}),
    # who they say they are
    Case("did not say who they are", BANK, [call("10:00", Mark.NOT_IDENTIFIED)], {IDENTITY: [1]}),
    Case("gave themselves out for the lender", CONSUMER, [call("10:00", Mark.POSED_AS_LENDER)], {IDENTITY: [1]}),
    Case("gave themselves out for a court", BANK, [call("10:00", Mark.POSED_AS_AUTHORITY)],
         {IDENTITY: [1], PROTECTION: [1]}),
    Case("a private account", BANK_CARD, [message("10:00", Mark.PRIVATE_ACCOUNT)], {IDENTITY: [1]}),
    Case("a microloan company that did not say", MICROLOAN, [call("10:00", Mark.NOT_IDENTIFIED)]),
    # what was said
    Case("threats of a bank", BANK, [call("10:00", Mark.THREAT)], {PROHIBITED: [1], PROTECTION: [1]}),
    Case("threats about a card", BANK_CARD, [call("10:00", Mark.THREAT)],
         {PROHIBITED: [1], CARD: [1], PROTECTION: [1]}),
    Case("a threatening tone", CONSUMER, [call("10:00", tone=Tone.THREATENING)], {PROHIBITED: [1]}),
    Case("a rude tone alone", CONSUMER, [call("10:00", tone=Tone.RUDE)]),
    Case("insults of a private lender", PRIVATE, [call("10:00", Mark.ABUSE)], {PEACE: [1]}),
    Case("a fee for collecting", CONSUMER, [call("10:00", Mark.EXTRA_FEE)], {PROHIBITED: [1]}),
    Case("pressed to borrow", UNKNOWN, [call("10:00", Mark.NEW_BORROWING)], {PROHIBITED: [1]}),
    Case("an invented blacklist", BANK, [call("10:00", Mark.FALSE_CONSEQUENCES)], {PROHIBITED: [1]}),
    Case("spread in a group", PRIVATE, [message("10:00", Mark.PUBLISHED)], {PEACE: [1]}),
    Case("the borrower's own threat is none of theirs", BANK, [call("10:00", Mark.THREAT, direction=Direction.OUT)]),
    # visits
    Case("a single collector", BANK, [visit("10:00", Mark.ONE_COLLECTOR)], {VISITS: [1]}),
    Case("two who behave", BANK, [visit("10:00")]),
    Case("came in and put up a notice", BANK_CARD, [visit("10:00", Mark.ENTERED, Mark.POSTED)], {VISITS: [1]}),
    Case("a single collector before the guideline", BANK, [visit("10:00", Mark.ONE_COLLECTOR, day="2025-12-01")]),
    Case("one contact under several rules", BANK, [call("22:30", Mark.NOT_IDENTIFIED, Mark.THREAT)],
         {QUIET: [1], QUIET_CBA: [1], IDENTITY: [1], PROHIBITED: [1], PROTECTION: [1]}),
    Case("an empty log", BANK, []),
]  # fmt: skip


def found_in(case: Case) -> tuple[Departure, ...]:
    log = [replace(contact, id=place) for place, contact in enumerate(case.log, 1)]
    return departures(
        log,
        lambda contact: case.debts.get(contact.lender, case.debt),
        rulebook().rules,
        case.agreed,
        case.zone,
    )


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_log_shows_exactly_these_possible_departures(case: Case) -> None:
    assert {one.rule.id: list(one.evidence) for one in found_in(case)} == case.found


def test_there_are_at_least_sixty_logs_with_names_of_their_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", [case for case in CASES if case.found], ids=lambda case: case.name)
def test_a_finding_is_called_possible_and_names_rule_strength_and_rows(case: Case) -> None:
    for one in found_in(case):
        said = one.text
        assert isinstance(said, Sentence)
        assert said.msgid.startswith("Possible departure from {rule}")
        assert said.params["rows"] == ", ".join(map(str, one.evidence))
        assert said.params.get("scope") == one.rule.scope
        assert one.rule.usable and one.rule.in_force(one.on)


def test_the_order_of_entering_and_the_log_s_other_order_change_nothing() -> None:
    for case in CASES:
        log = [replace(contact, id=place) for place, contact in enumerate(case.log, 1)]
        again = departures(
            reversed(log), lambda one, case=case: case.debts.get(one.lender, case.debt), rulebook().rules,
            case.agreed, case.zone,
        )  # fmt: skip
        assert again == found_in(case), case.name


def said_unknown(case_name: str) -> set[str]:
    case = next(case for case in CASES if case.name == case_name)
    return {one.msgid for found in found_in(case) for one in found.unknown if isinstance(one, Sentence)}


@pytest.mark.parametrize(
    ("case", "unknown"),
    [
        ("22:00 is", "whether another time had been agreed"),
        ("a lender that is not known under both", "whether this rule binds the lender: what kind of lender it is has "
         "not been entered"),
        ("consumer finance under both", "whether the lender is a member of the association that made this rule"),
        ("the fourth", "which of these count as effective calls: the definition was not found"),
        ("calls not told to be answered count as possible", "whether all of these were answered"),
        ("a dial in vain at night", "what the call was about: nobody answered"),
        ("after two dials in vain", "whether they had tried in vain to reach you in ways that this log does not show"),
        ("did not say who they are", "whether it was their first contact, and whether they said it in another one"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_said_with_the_finding(case: str, unknown: str) -> None:
    assert unknown in said_unknown(case)


def test_an_unconfirmed_rule_finds_nothing() -> None:
    case = next(case for case in CASES if case.name == "22:00 is")
    rules = {id_: replace(rule, usable=False) for id_, rule in rulebook().rules.items()}
    log = [replace(contact, id=place) for place, contact in enumerate(case.log, 1)]
    assert departures(log, lambda _: case.debt, rules, (), SHANGHAI) == ()

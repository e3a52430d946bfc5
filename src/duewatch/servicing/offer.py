"""An offer as an advert words it: what is missing is found, the plan follows, and the true yearly cost of it.

An advert names an amount, a number of bills and either a rate (a year, a month, a day) or the amount of each bill.
Whichever one of the four is left out follows from the others. Months count as months; the money comes on the day of
asking and the first bill a month later, so that offers can be held side by side.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum

from duewatch.model.clauses import FeeClause, FeeTiming
from duewatch.model.dates import add_months
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.money import MAX_FEN, Fen, round_half_up
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text
from duewatch.servicing import time_value
from duewatch.servicing.annual_cost import AnnualCost, Flow, of_flows
from duewatch.servicing.plans.limits import MAX_INSTALMENTS
from duewatch.servicing.plans.plan import Instalment
from duewatch.servicing.schedule import plan

METHODS = (
    LoanKind.EQUAL_INSTALMENT,
    LoanKind.FLAT,
    LoanKind.EQUAL_PRINCIPAL,
    LoanKind.INTEREST_FIRST,
    LoanKind.BULLET,
)
"""How an advertised loan may be paid back, the usual ways first."""
_SOLVED = frozenset({LoanKind.EQUAL_INSTALMENT, LoanKind.FLAT})
"""Methods with one amount for every bill, from which a missing value follows."""
_RATE_PLACES = Decimal("1e-10")


class RatePer(StrEnum):
    """What the advertised rate is for: 年利率, 月费率, 日利率."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


_A_YEAR = {RatePer.YEAR: 1, RatePer.MONTH: 12, RatePer.DAY: 360}
"""How often the rate's period goes into a year: a month is a twelfth, and a month has 30 days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the advert says; None is what it leaves out.

    rate_pct: percent for one `rate_per`. instalment_fen: what each bill asks for, without the fee of each bill.
    deducted_fen: taken from the money before it is paid out. fee_each_fen: paid with every bill on top.
    """

    method: LoanKind = LoanKind.EQUAL_INSTALMENT
    principal_fen: Fen | None = None
    instalments: int | None = None
    rate_pct: Decimal | None = None
    rate_per: RatePer = RatePer.YEAR
    instalment_fen: Fen | None = None
    deducted_fen: Fen = 0
    fee_each_fen: Fen = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPlan:
    """An offer worked out. offer: with what was missing filled in; found: the field that was ("" if none).

    lines: the bills. advertised_pct: the advert's rate as percent a year (simple: times the periods of a year), of the
    method it was said for; None where no rate was said. received_fen: what reaches the borrower. paid_fen: all bills
    together. cost_fen: paid less received. notes: what was assumed.
    """

    offer: Offer
    found: str
    lines: tuple[Instalment, ...]
    flows: tuple[Flow, ...]
    advertised_pct: Decimal | None
    received_fen: Fen
    paid_fen: Fen
    interest_fen: Fen
    fees_fen: Fen
    cost: AnnualCost
    notes: tuple[Text, ...] = ()

    @property
    def cost_fen(self) -> Fen:
        """What the loan costs in money."""
        return self.paid_fen - self.received_fen


def work_out(offer: Offer, on: date) -> OfferPlan:
    """The plan and the yearly cost of an offer taken on a day.

    Exactly one of amount, number of bills, rate and instalment may be missing, for methods with one amount for every
    bill; for the others the instalment is always found. Raises InputProblem naming what is wrong or missing.
    """
    _check(offer)
    whole, found = _completed(offer)
    lines = _lines(whole, on, as_said=offer.instalment_fen)
    assert whole.principal_fen is not None
    flows: tuple[Flow, ...] = (
        (on, whole.principal_fen - whole.deducted_fen),
        *((line.due_on, -(line.total_fen or 0)) for line in lines),
    )
    interest = sum(line.interest_fen or 0 for line in lines)
    fees = whole.deducted_fen + sum(line.fee_fen or 0 for line in lines)
    said = None if offer.rate_pct is None else offer.rate_pct * _A_YEAR[offer.rate_per]
    return OfferPlan(
        offer=whole,
        found=found,
        lines=lines,
        flows=flows,
        advertised_pct=said,
        received_fen=flows[0][1],
        paid_fen=-sum(amount for _, amount in flows[1:]),
        interest_fen=interest,
        fees_fen=fees,
        cost=of_flows(flows, periods_per_year=12),
        notes=_notes(whole, found),
    )


def _check(offer: Offer) -> None:
    for name, amount, least in (
        (text("amount lent"), offer.principal_fen, 1),
        (text("instalment amount"), offer.instalment_fen, 1),
        (text("fee deducted"), offer.deducted_fen, 0),
        (text("fee with every bill"), offer.fee_each_fen, 0),
    ):
        if amount is not None and not least <= amount <= MAX_FEN:
            raise InputProblem(
                text("The {field} cannot be {amount}.", field=name, amount=f"{Decimal(amount) / 100:.2f}"),
                text("Correct the amount."),
            )
    if offer.instalments is not None and not 1 <= offer.instalments <= MAX_INSTALMENTS:
        raise InputProblem(
            text("The number of bills {count} is not between 1 and {most}.", count=offer.instalments,
                 most=MAX_INSTALMENTS),
            text("Correct the number."),
        )  # fmt: skip
    if offer.rate_pct is not None and not 0 <= offer.rate_pct * _A_YEAR[offer.rate_per] <= 1000:
        raise InputProblem(
            text("A rate of {pct} percent a {period} is not between 0 and 1000 percent a year.",
                 pct=offer.rate_pct, period=period_words(offer.rate_per)),
            text("Correct the rate, or what it is for: a year, a month or a day."),
        )  # fmt: skip
    if offer.principal_fen is not None and offer.deducted_fen >= offer.principal_fen:
        raise InputProblem(
            text("The fee deducted is not less than the amount lent: nothing would be paid out."),
            text("Correct one of the two."),
        )


def period_words(per: RatePer) -> Text:
    """ "year", "month", "day"."""
    return {RatePer.YEAR: text("year"), RatePer.MONTH: text("month"), RatePer.DAY: text("day")}[per]


def _completed(offer: Offer) -> tuple[Offer, str]:
    """The offer with the missing one of its four values, and the field's name."""
    given = {
        "principal_fen": offer.principal_fen,
        "instalments": offer.instalments,
        "rate_pct": offer.rate_pct,
        "instalment_fen": offer.instalment_fen,
    }
    missing = [name for name, value in given.items() if value is None]
    if offer.method not in _SOLVED:
        if offer.instalment_fen is not None:
            raise InputProblem(
                text("With this way of paying back the bills differ, so no single instalment can be given."),
                text("Leave the instalment out and give the rate."),
            )
        missing = [name for name in missing if name != "instalment_fen"]
        if not missing:
            return offer, ""
        raise _incomplete(missing)
    if len(missing) == 1:
        return _solved(offer, missing[0]), missing[0]
    if missing:
        raise _incomplete([name for name in missing if name != "instalment_fen"] or missing)
    return offer, ""


def _incomplete(missing: list[str]) -> InputProblem:
    names = {
        "principal_fen": text("amount lent"),
        "instalments": text("number of bills"),
        "rate_pct": text("rate"),
        "instalment_fen": text("instalment amount"),
    }
    return InputProblem(
        text("The offer is not complete: {field} is missing.", field=names[missing[0]]),
        text("Give three of amount, number of bills, rate and instalment; the fourth is found."),
    )


def _solved(offer: Offer, missing: str) -> Offer:
    with localcontext() as context:
        context.prec = 40
        if offer.method is LoanKind.FLAT:
            return _flat_solved(offer, missing)
        return _level_solved(offer, missing)


def _level_solved(offer: Offer, missing: str) -> Offer:
    """等额本息, by the formula of the level annuity (time_value)."""
    monthly = None if offer.rate_pct is None else offer.rate_pct * _A_YEAR[offer.rate_per] / 1200
    if missing == "instalments" and monthly and (offer.instalment_fen or 0) <= (offer.principal_fen or 0) * monthly:
        raise _never_done()
    found = time_value.solve(
        payment=None if offer.instalment_fen is None else Decimal(-offer.instalment_fen),
        rate=monthly,
        periods=None if offer.instalments is None else Decimal(offer.instalments),
        present=None if offer.principal_fen is None else Decimal(offer.principal_fen),
        final=Decimal(0),
    )
    if missing == "instalment_fen":
        return replace(offer, instalment_fen=round_half_up(-found.payment))
    if missing == "principal_fen":
        return replace(offer, principal_fen=_positive(round_half_up(found.present)))
    if missing == "instalments":
        return replace(offer, instalments=_whole(found.periods, offer.instalment_fen or 0))
    if found.rate < 0:
        raise _pays_less()
    return replace(offer, rate_pct=_per(found.rate * 1200, offer.rate_per))


def _flat_solved(offer: Offer, missing: str) -> Offer:
    """等本等息: each bill is principal ÷ number + principal × monthly rate."""
    monthly = Decimal(0) if offer.rate_pct is None else offer.rate_pct * _A_YEAR[offer.rate_per] / 1200
    principal, count, each = (
        Decimal(value or 0) for value in (offer.principal_fen, offer.instalments, offer.instalment_fen)
    )
    if missing == "instalment_fen":
        return replace(offer, instalment_fen=round_half_up(principal / count + principal * monthly))
    if missing == "principal_fen":
        return replace(offer, principal_fen=_positive(round_half_up(each / (1 / count + monthly))))
    if missing == "instalments":
        left = each - principal * monthly
        if left <= 0:
            raise _never_done()
        return replace(offer, instalments=_whole(principal / left, offer.instalment_fen or 0))
    if each * count < principal:
        raise _pays_less()
    return replace(offer, rate_pct=_per((each - principal / count) / principal * 1200, offer.rate_per))


def _per(annual_pct: Decimal, per: RatePer) -> Decimal:
    return (annual_pct / _A_YEAR[per]).quantize(_RATE_PLACES, rounding="ROUND_HALF_UP").normalize()


def _whole(periods: Decimal, instalment_fen: Fen) -> int:
    """So many bills that the last one takes the rest: a broken number is rounded up, but for what the rounding of each
    instalment to the fen may have left."""
    count = int(periods)
    if (periods - count) * instalment_fen > count:
        count += 1
    if not 1 <= count <= MAX_INSTALMENTS:
        raise _never_done()
    return count


def _positive(fen: Fen) -> Fen:
    if not 0 < fen <= MAX_FEN:
        raise _pays_less()
    return fen


def _pays_less() -> InputProblem:
    return InputProblem(
        text("The bills together come to less than the amount lent; no rate fits them."),
        text("Check the amount, the instalment and the number of bills."),
    )


def _never_done() -> InputProblem:
    return InputProblem(
        text("With this instalment the loan is never paid back."),
        text("Check the instalment against the interest of one month."),
    )


def _lines(offer: Offer, on: date, *, as_said: Fen | None) -> tuple[Instalment, ...]:
    """The bills. as_said: the instalment that the advert names: then every bill asks for just that, and the rate's
    last digits show in the interest of the last bill only."""
    assert offer.rate_pct is not None
    assert offer.instalments is not None
    fee = FeeClause(timing=FeeTiming.INSTALMENT, amount_fen=offer.fee_each_fen)
    count = 1 if offer.method is LoanKind.BULLET else offer.instalments
    terms = Terms(
        kind=offer.method,
        principal_fen=offer.principal_fen,
        annual_rate_pct=offer.rate_pct * _A_YEAR[offer.rate_per],
        instalments=count,
        disbursed_on=on,
        first_due_on=add_months(on, offer.instalments if offer.method is LoanKind.BULLET else 1),
        due_day=on.day,
        instalment_fen=as_said,
        fees=(fee,) if offer.fee_each_fen else (),
    )
    lines = plan(terms).instalments
    last = lines[-1]
    if as_said is None or offer.method not in _SOLVED or last.total_fen is None or last.principal_fen is None:
        return lines
    gap = as_said + (last.fee_fen or 0) - last.total_fen
    if abs(gap) > offer.instalments:  # more than roundings: the number of bills was rounded up, the last takes the rest
        return lines
    interest = (last.interest_fen or 0) + gap
    return (*lines[:-1], replace(last, interest_fen=interest, total_fen=last.total_fen + gap))


def _notes(offer: Offer, found: str) -> tuple[Text, ...]:
    notes = []
    if offer.method is LoanKind.FLAT:
        notes.append(
            text("Interest is taken on the whole amount to the end although less and less of it is owed: the true "
                 "yearly cost is far above the rate that is named.")
        )  # fmt: skip
    if found == "instalments":
        notes.append(text("The number of bills was rounded up; the last one takes the rest."))
    return tuple(notes)

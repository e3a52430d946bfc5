"""offer, solve: what an advert really costs, and the missing one of five values."""

from typing import TYPE_CHECKING

from duewatch.cli import documents
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser, some_text
from duewatch.cli.table import Column
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

if TYPE_CHECKING:
    from decimal import Decimal

    from duewatch.desk.offering import OfferView

_NAMES = "ABCDEFGH"


def _offer_arguments(parser: Parser) -> None:
    parser.argument("offers", metavar="OFFER", nargs="+", reads=some_text, help=text(
        "What the advert says, in quotation marks: “principal=10000 instalments=12 each=959.33”. Also rate=, "
        "monthly-rate=, daily-rate= (percent), method=, deducted=, fee-each=. One of amount, number of bills, rate and "
        "instalment may be missing. Several offers are held side by side"
    ))  # fmt: skip
    parser.argument("--plan", action="store_true", help=text("Show every bill too"))


def offer(call: Call) -> int:
    """Work out one or more offers."""
    from duewatch.desk.offering import read_offer

    if len(call.options.offers) > len(_NAMES):
        raise InputProblem(
            text("{count} offers are too many to hold side by side.", count=len(call.options.offers)),
            text("Give at most {most}.", most=len(_NAMES)),
        )
    views = call.desk.offers([read_offer(words) for words in call.options.offers], call.now)
    if call.out.json:
        call.out.document("offer", on=call.today, offers=[_document(view) for view in views])
        return DONE
    _side_by_side(call, views)
    if call.options.plan:
        for name, view in zip(_NAMES, views, strict=False):
            _plan(call, name, view)
    return DONE


def _document(view: "OfferView") -> documents.Document:
    plan, offer = view.plan, view.plan.offer
    return {
        "method": str(offer.method),
        "principal_fen": offer.principal_fen,
        "instalments": offer.instalments,
        "rate_pct": _plain(offer.rate_pct),
        "rate_per": str(offer.rate_per),
        "instalment_fen": offer.instalment_fen,
        "deducted_fen": offer.deducted_fen,
        "fee_each_fen": offer.fee_each_fen,
        "found": plan.found or None,
        "received_fen": plan.received_fen,
        "paid_fen": plan.paid_fen,
        "interest_fen": plan.interest_fen,
        "fees_fen": plan.fees_fen,
        "cost_fen": plan.cost_fen,
        "annual_cost": {"simple_pct": _plain(plan.cost.simple_pct), "compound_pct": _plain(plan.cost.compound_pct)},
        "plan": [
            {
                "number": line.number,
                "due_on": line.due_on,
                "principal_fen": line.principal_fen,
                "interest_fen": line.interest_fen,
                "fee_fen": line.fee_fen,
                "total_fen": line.total_fen,
                "balance_fen": line.balance_fen,
            }
            for line in plan.lines
        ],
        "ceilings": [
            {
                "rule": held.ceiling.rule_id,
                "limit_pct": _plain(held.ceiling.limit_pct),
                "exceeded": held.exceeded,
                "source": documents.source(held.ceiling.source),
            }
            for held in view.held
        ],
    }


def _side_by_side(call: Call, views: "tuple[OfferView, ...]") -> None:
    out, say, money = call.out, call.wording.say, call.wording.money
    from duewatch.desk.offering import cheapest, rows_of

    names: list[Text] = [row for row, _ in rows_of(views[0])]
    columns = [Column(""), *(Column(name, right=True) for name in _NAMES[: len(views)])]
    values = [[say(value) if not isinstance(value, int) else money(value) for _, value in rows_of(v)] for v in views]
    out.table(columns, [[say(name), *cells] for name, cells in zip(names, zip(*values, strict=True), strict=True)])
    out.blank()
    for name, view in zip(_NAMES, views, strict=False):
        for note in view.plan.notes:
            out.words(say(text("{label}: {words}", label=name, words=note)))
    best = cheapest(views)
    if best is not None:
        out.say(text("By the true yearly cost, {name} is the cheaper one; look at what it costs in money and how long "
                     "it binds too.", name=_NAMES[best]))  # fmt: skip
    for name, view in zip(_NAMES, views, strict=False):
        above = [held for held in view.held if held.exceeded]
        for held in above:
            whom = text("{label}: {words}", label=held.ceiling.applies_to, words=held.ceiling.text)
            out.words(say(text("{label}: {words}", label=name, words=whom)), mark="·")
    out.say(text("The two yearly rates are those of the central bank's notice: simple and compound, fees included."),
            style="quiet")  # fmt: skip


def _plan(call: Call, name: str, view: "OfferView") -> None:
    out, money = call.out, call.wording.money
    out.blank()
    out.heading(text("Bills of {name}, if it is taken today", name=name))
    say = call.wording.say
    columns = [
        Column(say(text("No.")), right=True),
        Column(say(text("Due"))),
        *(Column(say(one), right=True) for one in (text("Principal"), text("Interest"), text("Fee"), text("Bill"),
                                                   text("Left"))),
    ]  # fmt: skip
    out.table(columns, [
        [str(line.number), line.due_on.isoformat(),
         *(money(one) for one in (line.principal_fen, line.interest_fen, line.fee_fen, line.total_fen,
                                  line.balance_fen))]
        for line in view.plan.lines
    ])  # fmt: skip


def _plain(number: "Decimal | None") -> str | None:
    return None if number is None else f"{number:f}"


def _solve_arguments(parser: Parser) -> None:
    for name, words in (
        ("--payment", text("What is paid or received each period; what is paid is negative")),
        ("--rate", text("Percent a period")),
        ("--periods", text("How many periods")),
        ("--present", text("The value today; what is received is positive")),
        ("--final", text("The value at the end; 0 for a loan that is paid off")),
    ):
        parser.argument(name, metavar="NUMBER", reads=_number, help=words)
    parser.argument("--in-advance", action="store_true", help=text("Payments at the beginning of each period"))


def _number(place: str, words: str) -> "Decimal":
    from decimal import Decimal, InvalidOperation

    try:
        number = Decimal(words.replace(",", "").strip())
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        raise InputProblem(
            text("{place}: “{value}” is not a number.", place=place, value=words), text("Write it like -959.33.")
        )
    return number


def solve(call: Call) -> int:
    """The missing one of payment, rate, term, present and final value."""
    from decimal import Decimal

    options = call.options
    found = call.desk.missing_value(
        payment=options.payment,
        rate_pct=options.rate,
        periods=options.periods,
        present=options.present,
        final=options.final,
        in_advance=options.in_advance,
    )
    places = Decimal("0.01")
    fine = Decimal("0.000001")
    values = {
        "payment": found.payment.quantize(places, rounding="ROUND_HALF_UP"),
        "rate": (found.rate * 100).quantize(fine, rounding="ROUND_HALF_UP"),
        "periods": found.periods.quantize(fine, rounding="ROUND_HALF_UP").normalize(),
        "present": found.present.quantize(places, rounding="ROUND_HALF_UP"),
        "final": found.final.quantize(places, rounding="ROUND_HALF_UP"),
    }
    missing = next(name for name in values if getattr(options, name) is None)
    if call.out.json:
        call.out.document(
            "solve",
            found=missing,
            payment=_plain(values["payment"]),
            rate_pct=_plain(values["rate"]),
            periods=_plain(values["periods"]),
            present=_plain(values["present"]),
            final=_plain(values["final"]),
            other_rates_pct=[
                _plain((rate * 100).quantize(fine, rounding="ROUND_HALF_UP")) for rate in found.other_rates
            ],
        )
        return DONE
    names = {
        "payment": text("Payment each period"),
        "rate": text("Rate a period, percent"),
        "periods": text("Periods"),
        "present": text("Value today"),
        "final": text("Value at the end"),
    }
    call.out.pairs((names[name], f"{value:f}{'  ←' if name == missing else ''}") for name, value in values.items())
    if found.other_rates:
        call.out.say(text("More than one rate fits; the flows change their direction more than once."))
    return DONE


COMMANDS = {"offer": Command(_offer_arguments, offer), "solve": Command(_solve_arguments, solve)}

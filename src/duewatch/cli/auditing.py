"""audit: the lender's figures beside ours."""

from typing import TYPE_CHECKING

from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.loans import loan_id_argument
from duewatch.cli.parser import Parser, day, some_text
from duewatch.cli.table import Column
from duewatch.desk.names import part_name
from duewatch.model.money import Fen, parse_yuan
from duewatch.model.problem import InputProblem
from duewatch.model.text import Money, Name, Text, text

if TYPE_CHECKING:
    from duewatch.desk.checking import AuditView

FIGURES = ("principal_fen", "interest_fen", "fee_fen", "charge_fen", "total_fen")
TOTAL = "total"


def _amount_or_none(place: str, value: str) -> Fen:
    """Reads yuan as fen, nothing at all included."""
    try:
        fen = parse_yuan(value)
    except ValueError:
        fen = -1
    if fen < 0:
        raise InputProblem(
            text("{place}: “{value}” is not an amount in yuan.", place=place, value=value),
            text("Write it like 805.70, or 0."),
        )
    return fen


def _audit_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    argument = parser.argument
    argument("--bill", metavar="BILL", reads=some_text, help=text(
        "The bill that is meant, as loan show names it; default all that is due by then, else the next"))  # fmt: skip
    for part, words in (
        ("principal", text("The principal that the lender states to be still unpaid, in yuan")),
        ("interest", text("The interest that the lender states, in yuan")),
        ("fee", text("The fees that the lender states, in yuan")),
        ("charge", text("The late charges that the lender states, in yuan")),
        ("total", text("The whole amount that the lender's app shows, in yuan")),
    ):
        argument(f"--{part}", dest=f"{part}_fen", metavar="YUAN", reads=_amount_or_none, help=words)
    argument("--on", metavar="DATE", reads=day, help=text("The day the lender's figures are of; default today"))


def audit(call: Call) -> int:
    """Hold what the lender states against what is reckoned here."""
    options = call.options
    view = call.desk.audit(
        options.loan,
        call.now,
        bill_id=options.bill,
        on=options.on,
        **{name: getattr(options, name) for name in FIGURES},
    )
    if call.out.json:
        _document(call, view)
    else:
        _show(call, view)
    return DONE


def _document(call: Call, view: "AuditView") -> None:
    call.out.document(
        "audit",
        loan=view.loan.id,
        bill=None if len(view.bills) > 1 else view.bills[0][0],
        bills=[bill_id for bill_id, _ in view.bills],
        on=view.on,
        lines=[
            {
                "part": str(line.part),
                "ours_fen": line.ours_fen,
                "theirs_fen": line.theirs_fen,
                "gap_fen": line.gap_fen,
                "cause": None if line.cause is None else str(line.cause),
                "text": call.wording.say(line.words),
            }
            for line in view.result.lines
        ],
        unexplained_fen=view.result.unexplained_fen,
        working=[
            {
                "part": str(line.part),
                "base_fen": line.base_fen,
                "rate_pct": f"{line.rate_pct:f}",
                "per": str(line.per),
                "days": line.days,
                "year_days": line.year_days if line.per == "year" else None,
                "amount_fen": line.amount_fen,
                "rule": line.rule,
            }
            for line in view.working
        ],
    )


def _show(call: Call, view: "AuditView") -> None:
    out, wording = call.out, call.wording
    loan = Name(view.loan.id, view.loan.id)
    if len(view.bills) > 1:
        out.heading(text("{loan}: all that is due by {on}", loan=loan, on=view.on))
    else:
        bill_id, due_on = view.bills[0]
        out.heading(text("{loan}: bill {bill}, due {due}, on {on}", loan=loan, bill=bill_id, due=due_on, on=view.on))
    columns = [
        Column(wording.say(text("Part"))),
        Column(wording.say(text("Ours")), right=True),
        Column(wording.say(text("Theirs")), right=True),
        Column(wording.say(text("Gap")), right=True),
    ]

    def money(fen: Fen | None) -> str:
        return wording.say(text("not known")) if fen is None else wording.money(fen)

    rows = [
        [wording.say(_name(line.part)), money(line.ours_fen), "" if line.theirs_fen is None else money(line.theirs_fen),
         "" if line.gap_fen is None else money(line.gap_fen)]
        for line in view.result.lines
    ]  # fmt: skip
    out.table(columns, rows)
    compared = [line for line in view.result.lines if line.theirs_fen is not None]
    for line in compared:
        out.say(text("{part}: {words}", part=_name(line.part), words=line.words), mark="·")
    if not compared:
        out.say(text("Give what the lender states, for example --total 812.00, to see where the figures differ."))
    if view.working:
        out.blank()
        out.say(text("How ours is made up"))
        for one in view.working:
            words = text(
                "{part}: {base} × {rate}% a day × {days} days = {sum}",
                part=part_name(one.part), base=Money(one.base_fen), rate=one.rate_pct, days=one.days,
                sum=Money(one.amount_fen),
            ) if one.per == "day" else text(
                "{part}: {base} × {rate}% a year × {days}/{year} = {sum}",
                part=part_name(one.part), base=Money(one.base_fen), rate=one.rate_pct, days=one.days,
                year=one.year_days, sum=Money(one.amount_fen),
            )  # fmt: skip
            out.say(words, indent=2)
    if view.result.unexplained_fen:
        out.blank()
        out.say(text("Not explained: {amount}.", amount=Money(view.result.unexplained_fen)), style="attention")
    out.say(text("Ours follows what you entered; where it differs from the contract, the contract counts."),
            style="quiet")  # fmt: skip


def _name(part: str) -> Text:
    return text("In all") if part == TOTAL else part_name(part)


COMMANDS = {"audit": Command(_audit_arguments, audit)}

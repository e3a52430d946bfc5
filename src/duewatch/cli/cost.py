"""cost: what borrowed money truly costs a year, beside the measures of the rules."""

from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.cli import documents
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser, day, some_text
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

if TYPE_CHECKING:
    from decimal import Decimal

    from duewatch.desk.costing import Costing, Held


def _arguments(parser: Parser) -> None:
    parser.argument("--flows", metavar="FILE", required=True, help=text(
        "CSV file with the columns date,amount in yuan; received positive, paid negative; “-” reads standard input"
    ))  # fmt: skip
    parser.argument("--lender", metavar="NAME", reads=some_text, help=text(
        "Lender as the contract names it, or its kind (bank, microloan …): only the rules that are for it"
    ))  # fmt: skip
    parser.argument("--signed", metavar="DATE", reads=day, help=text(
        "Day the contract was signed, by default the day of the first money received"
    ))  # fmt: skip


def run(call: Call) -> int:
    """Reckon the yearly cost of a file of flows."""
    options = call.options
    if options.flows == "-":
        stdin = call.stdin
        if stdin.isatty():
            call.out.aside(text("Type date,amount lines, then press ctrl+d on an empty line:"))
        data = stdin.buffer.read() if hasattr(stdin, "buffer") else stdin.read().encode()
        if not data.strip():
            raise InputProblem(text("Standard input is empty."), text("Give a file, or lines of date,amount."))
        costing = call.desk.cost_of_text(data, call.now, signed_on=options.signed, lender=options.lender)
    else:
        path = Path(options.flows).expanduser()
        costing = call.desk.cost_of_file(path, call.now, signed_on=options.signed, lender=options.lender)
    if call.out.json:
        _document(call, costing)
    else:
        _show(call, costing)
    return DONE


def _document(call: Call, costing: "Costing") -> None:
    cost = costing.cost
    call.out.document(
        "cost",
        simple_pct=_pct(cost.simple_pct),
        compound_pct=_pct(cost.compound_pct),
        other_pcts=[_pct(other) for other in cost.other_pcts],
        per_period_pct=_pct(cost.per_period_pct),
        periods_per_year=cost.periods_per_year,
        by_days=cost.dated,
        dated_pct=_pct(costing.dated_pct),
        signed_on=costing.signed_on,
        lender=costing.lender and str(costing.lender),
        working=documents.said(cost.working, call.wording),
        ceilings=[
            {
                "rule": held.ceiling.rule_id,
                "limit_pct": _pct(held.ceiling.limit_pct),
                "exceeded": held.exceeded,
                "simple_exceeds": held.simple_exceeds,
                "compound_exceeds": held.compound_exceeds,
                "by_pct": _pct(held.ceiling.by_pct),
                "applies": held.ceiling.applies,
                "applies_to": call.wording.say(held.ceiling.applies_to),
                "weight": str(held.ceiling.weight),
                "text": call.wording.say(held.ceiling.text),
                "effective_from_on": held.ceiling.effective_from,
                "effective_to_on": held.ceiling.effective_to,
                "confidence": held.ceiling.confidence,
                "source": documents.source(held.ceiling.source),
            }
            for held in costing.held
        ],
    )


def _pct(number: "Decimal | None") -> str | None:
    return None if number is None else f"{number:f}"


def _short(number: "Decimal | None") -> str:
    """A percentage for reading: two places, rounded half up."""
    from decimal import Decimal

    return "" if number is None else f"{number.quantize(Decimal('0.01'), rounding='ROUND_HALF_UP')}%"


def _show(call: Call, costing: "Costing") -> None:
    out, cost = call.out, costing.cost
    if cost.compound_pct is None:
        out.heading(text("No yearly cost can be told"))
    elif cost.other_pcts:
        out.heading(text("Several yearly rates fit these flows"))
    else:
        out.heading(text("True yearly cost"))
        pairs = [
            (text("Simple"), _short(cost.simple_pct)),
            (text("Compound"), _short(cost.compound_pct)),
        ]
        if not cost.dated and costing.dated_pct is not None:
            pairs.append((text("Compound, by days"), _short(costing.dated_pct)))
        out.pairs(pairs)
        out.say(
            text(
                "All that was paid counts, fees too, against what you had of the money. The two ways are those of the "
                "central bank's notice; an advert must say which one it uses."
            ),
            style="quiet",
        )
    out.blank()
    out.heading(text("How it was reckoned"))
    for line in cost.working:
        out.say(line, mark="·")
    if costing.held:
        _measures(call, costing)


def _measures(call: Call, costing: "Costing") -> None:
    out = call.out
    out.blank()
    out.heading(text("Beside the rules, for a contract of {on}", on=costing.signed_on))
    if costing.lender is None:
        out.say(
            text(
                "The kind of lender is not known here, so each measure stands with whom it is for. Give it with "
                "--lender."
            )
        )
    else:
        from duewatch.config.rules import lender_name

        out.say(text("For this kind of lender: {kind}.", kind=lender_name(costing.lender)))
    for bearing, group in _by_bearing(costing.held):
        out.blank()
        out.say(bearing, style="quiet")
        for held in group:
            ceiling = held.ceiling
            outcome = call.wording.say(text("{whom}: {outcome}", whom=ceiling.applies_to, outcome=ceiling.text))
            out.words(outcome, mark="·")
            if held.simple_exceeds is False and held.compound_exceeds:
                out.say(
                    text(
                        "By the simple rate of {pct}% it is not above it. Which of the two rates counts here is not "
                        "settled.",
                        pct=costing.cost.simple_pct or 0,
                    ),
                    indent=2,
                )
            if ceiling.source.title not in outcome:
                out.say(text("Source: {source}", source=ceiling.source.title), indent=2, style="quiet")
    out.blank()
    out.say(text("This compares figures. What it means for your contract, a lawyer or the hotline 12348 can tell."))


def _by_bearing(held: "tuple[Held, ...]") -> "list[tuple[Text, list[Held]]]":
    """The measures under what such measures mean, in the order they come."""
    groups: list[tuple[Text, list[Held]]] = []
    for one in held:
        for bearing, group in groups:
            if bearing == one.ceiling.bearing:
                group.append(one)
                break
        else:
            groups.append((one.ceiling.bearing, [one]))
    return groups


COMMANDS = {"cost": Command(_arguments, run)}

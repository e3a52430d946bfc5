"""inquiry add, inquiry list: queries of the credit report, noted from the report and counted."""

from typing import TYPE_CHECKING

from duewatch.cli import documents
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser, day, some_text
from duewatch.cli.table import Column
from duewatch.desk.names import confidence_name, inquiry_reason_name
from duewatch.model.inquiry import REASONS
from duewatch.model.text import Name, ntext, text

if TYPE_CHECKING:
    from duewatch.desk.inquiring import InquiryLine
    from duewatch.desk.views import InquiryCount


def _add_arguments(parser: Parser) -> None:
    parser.argument("--on", metavar="DATE", reads=day, help=text("The day that the report shows; default today"))
    parser.argument("--by", metavar="NAME", required=True, reads=some_text, help=text(
        "Who made the query, as the report names it"))  # fmt: skip
    parser.argument("--reason", metavar="REASON", required=True, choices=REASONS, help=text(
        "Why: loan-approval, card-approval, guarantee-check, post-loan, own, dispute, other"))  # fmt: skip


def add(call: Call) -> int:
    """Note a query."""
    options = call.options
    noted = call.desk.note_inquiry(options.by, options.reason, call.now, on=options.on or call.today)
    if call.out.json:
        call.out.document("inquiry", id=noted.id, batch=noted.batch_id, on=noted.on, by=noted.by, reason=noted.reason)
        return DONE
    call.out.say(
        text(
            "Noted: {by} queried the report on {on} ({reason}).",
            by=Name(noted.by, noted.by),
            on=noted.on,
            reason=inquiry_reason_name(noted.reason),
        )
    )
    call.out.say(text("Taken back with: duewatch undo {batch}", batch=noted.batch_id), style="quiet")
    return DONE


def _list_arguments(parser: Parser) -> None:  # noqa: ARG001 - takes none
    return


def show(call: Call) -> int:
    """All queries and the counts."""
    view = call.desk.inquiries(call.now)
    if call.out.json:
        call.out.document(
            "inquiry",
            on=call.today,
            counts=[counted(one) for one in view.counts],
            inquiries=[_document(line) for line in view.lines],
            sources=[documents.fact(view.rule.as_fact(), call.wording)],
        )
        return DONE
    if not view.lines:
        call.out.say(text("No query is noted. A query is noted with: duewatch inquiry add"))
        return DONE
    say = call.wording.say
    columns = [Column(say(text("Day"))), Column(say(text("By"))), Column(say(text("Why"))), Column(say(text("Kind"))),
               Column(say(text("Shown until")))]  # fmt: skip
    rows = [
        [
            line.inquiry.on.isoformat(),
            say(Name(line.inquiry.by, line.inquiry.by)),
            say(inquiry_reason_name(line.inquiry.reason)),
            say(text("hard")) if line.hard else "",
            "" if line.stays_until is None else line.stays_until.isoformat(),
        ]
        for line in view.lines
    ]
    call.out.table(columns, rows)
    call.out.blank()
    say_counts(call, view.counts)
    call.out.say(text("“Hard” is a word of the trade; how many are too many, each lender decides for itself."),
                 style="quiet")  # fmt: skip
    sure = confidence_name(view.rule.confidence)
    call.out.say(text("Source: {title} ({confidence})", title=view.rule.source.title, confidence=sure), style="quiet")
    return DONE


def say_counts(call: Call, counts: "tuple[InquiryCount, ...]") -> None:
    """One line a span."""
    for one in counts:
        call.out.say(
            ntext(
                "Last month: {all} queries, {hard} of them hard",
                "Last {count} months: {all} queries, {hard} of them hard",
                one.months,
                all=one.all,
                hard=one.hard,
            ),
            indent=2,
        )


def counted(one: "InquiryCount") -> documents.Document:
    """A count."""
    return {"months": one.months, "all": one.all, "hard": one.hard}


def _document(line: "InquiryLine") -> documents.Document:
    return {
        "id": line.inquiry.id,
        "batch": line.inquiry.batch_id,
        "on": line.inquiry.on,
        "by": line.inquiry.by,
        "reason": line.inquiry.reason,
        "hard": line.hard,
        "shown_until_on": line.stays_until,
    }


COMMANDS = {"inquiry add": Command(_add_arguments, add), "inquiry list": Command(_list_arguments, show)}

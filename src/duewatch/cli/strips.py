"""strip: the month codes the credit report may show of a loan, past and forecast."""

from typing import TYPE_CHECKING

from duewatch.cli import documents
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.inquiring import counted, say_counts
from duewatch.cli.loans import loan_id_argument
from duewatch.cli.parser import Parser, some_text, whole
from duewatch.cli.table import Column
from duewatch.cli.words import loan_name
from duewatch.desk.names import confidence_name
from duewatch.desk.strip_words import around_the_strip, grade_name
from duewatch.model.text import text

if TYPE_CHECKING:
    from duewatch.desk.views import MonthCell, Strip, StripView

ASSUMED = "?"
"""Behind a code that rests on an assumption."""


def _arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("--if", dest="supposing", metavar="WORDS", action="append", default=[], reads=some_text, help=text(
        "A supposition, such as “pay 2026-12-20 812.00”, “pay today; then on time” or “nothing”; may be given several "
        "times"
    ))  # fmt: skip
    parser.argument("--months", dest="back", metavar="N", default=24, reads=whole(1, 60), help=text(
        "How many months back, the present one included; default 24, at most 60"))  # fmt: skip
    parser.argument("--ahead", metavar="N", default=12, reads=whole(0, 60), help=text(
        "How many months of forecast; default 12"))  # fmt: skip


def strip(call: Call) -> int:
    """The strips of a loan."""
    options = call.options
    view = call.desk.strips(options.loan, call.now, options.supposing, back=options.back, ahead=options.ahead)
    if call.out.json:
        say = call.wording.say
        call.out.document(
            "strip",
            on=call.today,
            loan=view.row.loan_id,
            platform=view.row.platform_id,
            lender=view.row.lender,
            unreported=None if view.unreported is None else say(view.unreported),
            caution=None if view.caution is None else say(view.caution),
            strips=[_document(call, one) for one in view.strips],
            how=None if view.how is None else documents.fact(view.how, call.wording),
            grade=_grade_document(call, view),
            rule_of_thumb=_thumb_document(view),
            inquiries=[counted(one) for one in view.inquiries],
            sources=[documents.fact(rule.as_fact(), call.wording) for rule in view.rules],
        )
    else:
        _text(call, view)
    return DONE


def _document(call: Call, one: "Strip") -> documents.Document:
    say = call.wording.say
    return {
        "supposing": say(one.supposing.words),
        "months": [
            {
                "month": f"{cell.month:%Y-%m}",
                "code": None if cell.code is None else cell.code.code,
                "meaning": None if cell.code is None else say(cell.code.meaning),
                "certain": cell.certain,
                "days_past_due": cell.days_past_due,
            }
            for cell in one.months
        ],
        "bad_until_on": one.bad_until_on,
    }


def _grade_document(call: Call, view: "StripView") -> documents.Document | None:
    if view.grade is None:
        return None
    later = view.grade.later
    return {
        "id": view.grade.id,
        "name": call.wording.say(grade_name(view.grade.id)),
        "later_id": later,
        "later_name": None if later is None else call.wording.say(grade_name(later)),
        "later_from_day": view.grade.later_from,
        "rule": view.grade.rule.id,
    }


def _thumb_document(view: "StripView") -> documents.Document | None:
    thumb = view.thumb
    if thumb is None:
        return None
    return {
        "months": thumb.months,
        "longest_run": thumb.run,
        "times": thumb.times,
        "made_good_within_month": thumb.within,
        "run_limit": thumb.run_limit,
        "times_limit": thumb.times_limit,
        "reached": thumb.reached,
    }


def _text(call: Call, view: "StripView") -> None:
    out = call.out
    out.heading(text("Month codes: {loan}", loan=loan_name(view.row)))
    if view.unreported is not None:
        out.say(view.unreported)
        _around(call, view)
        return
    for one in view.strips:
        out.blank()
        out.say(text("Supposing: {what}", what=one.supposing.words))
        if not one.months:
            out.say(text("Nothing is known of this loan yet that a month could be told from."), indent=2)
            continue
        _years(call, one)
        if one.bad_until_on is not None:
            out.say(
                text("The last bad mark need no longer be shown from {day}, if no other comes.", day=one.bad_until_on),
                indent=2,
            )
    out.blank()
    _legend(call, view)
    _around(call, view)
    if view.caution is not None:
        out.blank()
        out.say(view.caution, style="quiet")
    for rule in view.rules:
        sure = confidence_name(rule.confidence)
        out.say(text("Source: {title} ({confidence})", title=rule.source.title, confidence=sure), style="quiet")


def _around(call: Call, view: "StripView") -> None:
    """Grade, rule of thumb and queries, where there is something to say."""
    lines = around_the_strip(view)
    if lines or any(one.all for one in view.inquiries):
        call.out.blank()
    for line in lines:
        call.out.say(line)
    if any(one.all for one in view.inquiries):
        call.out.say(text("Queries of the report that you noted, over all loans:"))
        say_counts(call, view.inquiries)


def _years(call: Call, one: "Strip") -> None:
    """One line a year, one column a month."""
    columns = [Column(""), *(Column(f"{month:02d}", right=True) for month in range(1, 13))]
    by_month = {(cell.month.year, cell.month.month): cell for cell in one.months}
    rows = [
        [str(year), *(_cell(by_month.get((year, month))) for month in range(1, 13))]
        for year in sorted({cell.month.year for cell in one.months})
    ]
    call.out.table(columns, rows, indent=2)


def _cell(cell: "MonthCell | None") -> str:
    if cell is None:
        return ""
    code = "-" if cell.code is None else cell.code.code
    return code if cell.certain else code + ASSUMED


def _legend(call: Call, view: "StripView") -> None:
    shown = {cell.code.code: cell.code for one in view.strips for cell in one.months if cell.code is not None}
    for code in sorted(shown):
        call.out.say(text("{code}: {meaning}", code=code, meaning=shown[code].meaning), indent=2)
    call.out.say(text("“?” behind a code: an assumption, or the sources leave room; “-”: not known here."), indent=2)


COMMANDS = {"strip": Command(_arguments, strip)}

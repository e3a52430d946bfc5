"""What stands around a strip, in words: the five-class grade and the lenders' rule of thumb."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from duewatch.credit.classification import grade_name
from duewatch.credit.statements import join
from duewatch.model.text import Name, Text, text

if TYPE_CHECKING:
    from duewatch.desk.strip_view import StripView

__all__ = ["around_the_strip", "grade_name"]


def around_the_strip(view: "StripView") -> list[Text]:
    """Sentences in the order of their weight; none where there is nothing to say."""
    return list(_sentences(view))


def _sentences(view: "StripView") -> Iterator[Text]:
    lender = view.row.lender
    if view.unreported is None and lender is None:
        yield text("The report shows the lender in your contract, not the platform; its name is not entered here.")
    elif view.unreported is None and lender is not None:
        yield text(
            "The report shows the lender, not the platform: {lender}, by your contract.", lender=Name(lender, lender)
        )
    if view.how is not None:
        yield text("How it is reported: {what}", what=view.how.text)
    grade = view.grade
    if grade is not None and grade.later is not None:
        yield text(
            "Five-class grade today, in a bank's own books: at least “{grade}”; from day {day} past due at least "
            "“{later}”.",
            grade=grade_name(grade.id),
            day=grade.later_from or 0,
            later=grade_name(grade.later),
        )
    elif grade is not None:
        yield text("Five-class grade today, in a bank's own books: at least “{grade}”.", grade=grade_name(grade.id))
    thumb = view.thumb
    if thumb is None or not (thumb.times or thumb.within):
        return
    said: Text = text(
        "Rule of thumb “three in a row, six in all”, no law: in the last {months} months {run} overdue months in "
        "a row, {times} in all.",
        months=thumb.months,
        run=thumb.run,
        times=thumb.times,
    )
    if thumb.within:
        said = join(
            said,
            text("Paid late but within the month: {count}, which some lenders may count too.", count=thumb.within),
        )
    if thumb.reached:
        said = join(said, text("Many banks are said to refuse or to ask more from there on; each decides for itself."))
    yield said

"""The credit report's month codes of one loan, past and forecast, for one or more suppositions."""

from collections.abc import Sequence
from datetime import datetime

from duewatch.config.rules import rulebook
from duewatch.credit.report import account_type
from duewatch.credit.strip import strip
from duewatch.desk.deriving import REPORTING
from duewatch.desk.looking import find_loan, loan_row
from duewatch.desk.session import Session
from duewatch.desk.strip_view import StripView
from duewatch.desk.supposing import all_paid, nothing_paid, read_supposition
from duewatch.model.text import Text, text


def strips(
    session: Session, words: str, now: datetime, supposing: Sequence[str], *, back: int, ahead: int
) -> StripView:
    """The strips of a loan; without a supposition those of "nothing is paid" and, where something is due, of "all
    that is due is paid today"."""
    on = now.date()
    loan = find_loan(session, words, on)
    events = session.ledger.events(loan.id)
    row = loan_row(session, loan.id, on)
    known = session.platforms.known(loan.platform_id)
    reports = "unknown" if known.platform is None else known.platform.reports
    rules = rulebook()
    kept = tuple(rules.rules[key] for key in ("bad-info-5-years", "history-60-months") if key in rules.rules)
    asked = [read_supposition(each, loan, events, on) for each in supposing]
    if not asked:
        today = all_paid(loan, [event for event in events if event.on <= on], on)
        asked = [nothing_paid()] + ([] if today is None else [today])
    if reports == "no":
        return StripView(row, (), _unreported(), None, kept)
    made = tuple(
        strip(
            loan,
            events,
            on,
            each,
            codes=rules.codes,
            applies_to=account_type("" if known.platform is None else known.platform.kind),
            retention_years=rules.bad_information_retention_years,
            back=back,
            ahead=ahead,
        )
        for each in asked
    )
    return StripView(row, made, None, _caution(reports), kept)


def _unreported() -> Text:
    return text(
        "No source says that this platform reports to the credit bureau, so there is no strip. Whether that is so "
        "for you, your own credit report tells."
    )


def _caution(reports: str) -> Text:
    if reports not in REPORTING:
        return text(
            "Whether this platform reports at all is not known; the strip shows what would stand there if it did."
        )
    return text(
        "By the bills and payments known here. Whether and when a lender reports is its own affair: one day late may "
        "already have been reported, and paying does not promise that this month's mark goes away."
    )

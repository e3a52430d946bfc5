"""The credit report's month codes of one loan, past and forecast, for one or more suppositions."""

from collections.abc import Sequence
from datetime import date, datetime

from duewatch.config.rules import rulebook
from duewatch.credit.classification import grade_of
from duewatch.credit.inquiries import RULE as INQUIRIES
from duewatch.credit.inquiries import count_inquiries
from duewatch.credit.report import account_type
from duewatch.credit.rules_of_thumb import RULE as THUMB
from duewatch.credit.rules_of_thumb import three_and_six
from duewatch.credit.strip import Strip, strip
from duewatch.desk.deriving import REPORTING
from duewatch.desk.looking import find_loan, loan_row
from duewatch.desk.session import Session
from duewatch.desk.strip_view import StripView
from duewatch.desk.supposing import all_paid, nothing_paid, read_supposition
from duewatch.model.loan import Loan
from duewatch.model.loan_event import LoanEvent
from duewatch.model.platform import CONFIDENCES, Fact, Platform
from duewatch.model.supposition import Supposition
from duewatch.model.text import Text, text


def strips(
    session: Session, words: str, now: datetime, supposing: Sequence[str], *, back: int, ahead: int
) -> StripView:
    """The strips of a loan; without a supposition those of "nothing is paid" and, where something is due, of "all
    that is due is paid today"."""
    on = now.date()
    loan = find_loan(session, words, on)
    events = session.ledger.events(loan.id)
    asked = [read_supposition(each, loan, events, on) for each in supposing]
    if not asked:
        today = all_paid(loan, [event for event in events if event.on <= on], on)
        asked = [nothing_paid()] + ([] if today is None else [today])
    return strips_under(session, loan, events, on, asked, back=back, ahead=ahead)


def strips_under(
    session: Session,
    loan: Loan,
    events: Sequence[LoanEvent],
    on: date,
    asked: Sequence[Supposition],
    *,
    back: int,
    ahead: int,
) -> StripView:
    """The strips of a loan under suppositions."""
    row = loan_row(session, loan.id, on)
    known = session.platforms.known(loan.platform_id)
    reports = "unknown" if known.platform is None else known.platform.reports
    rules = rulebook()
    counts = count_inquiries(session.ledger.inquiries(), rules.rules[INQUIRIES], on)
    noted = [rules.rules[INQUIRIES]] if any(count.all for count in counts) else []
    kept = [rules.rules[key] for key in ("bad-info-5-years", "history-60-months")]
    account = account_type("" if known.platform is None else known.platform.kind)
    grade = grade_of(row.days_past_due, account, rules, on) if row.days_past_due else None
    graded = [] if grade is None else [grade.rule]
    if reports == "no":
        return StripView(row, (), _unreported(), None, (*kept, *graded, *noted), grade, None, counts)

    def made(each: Supposition, back: int, ahead: int) -> Strip:
        return strip(
            loan,
            events,
            on,
            each,
            codes=rules.codes,
            applies_to=account,
            retention_years=rules.bad_information_retention_years,
            back=back,
            ahead=ahead,
        )

    shown = tuple(made(each, back, ahead) for each in asked)
    rule = rules.rules[THUMB]
    span = int(rule.number("lookback_months_typical") or 0)
    past = shown[0] if back >= span and not asked[0].events else made(nothing_paid(), span, 0)
    thumb = three_and_six(past.months, rule, on, late_now=row.days_past_due > 0)
    return StripView(
        row, shown, None, _caution(reports), (*kept, rule, *graded, *noted), grade, thumb, counts, _how(known.platform)
    )


def _how(platform: Platform | None) -> Fact | None:
    """How often and in what form it is reported, where a source tells it and none contradicts."""
    told = [] if platform is None else [fact for fact in platform.facts if fact.topic == "granularity"]
    sure = sorted((CONFIDENCES.index(fact.confidence), place) for place, fact in enumerate(told) if not fact.disputed)
    return told[sure[0][1]] if sure and not any(fact.disputed for fact in told) else None


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

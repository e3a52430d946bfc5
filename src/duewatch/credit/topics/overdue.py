"""Topic "overdue": what a number of days past due may mean on the credit report, and what to do.

No number of days is ever called safe: whether and when a lender reports is not known, and one day may have
been enough.
"""

from duewatch.credit.classification import grade_point
from duewatch.credit.report import CARD, account_type, code_for, next_code, overdue_codes
from duewatch.credit.statements import about, join, law, without_repeats
from duewatch.credit.topics import steps
from duewatch.model.explanation import Explanation, Point
from duewatch.model.platform import Platform
from duewatch.model.rulebook import ReportCode, Rulebook
from duewatch.model.situation import LoanSituation, Situation
from duewatch.model.text import Literal, Money, Name, Text, ntext, text

OLD_DEBT_DAYS = 730
"""From here on the answer first warns of the limitation period (3 years, rule limitation-188-195): a promise or a
payment can start it anew. A year early, because the day it runs from is not known here."""

WRITTEN_OFF_DAYS = 180
"""From here on sources speak of accounts that are given up (rule bad-debt-daizhang); no day is fixed."""

_REPAIR = "one-off-repair-2025"


def answer(situation: Situation, platform: Platform | None, rules: Rulebook) -> Explanation:
    """What it may mean to be overdue, by so many days where they are known."""
    account = account_type(platform.kind if platform else "")
    days = situation.loan.days_past_due if situation.loan else situation.days_overdue
    code = code_for(days or 0, account, rules.codes)
    later = next_code(days or 0, account, rules.codes)
    worst = next(reversed(overdue_codes(account, rules.codes)), None)
    summary = join(*of_loan(situation, platform, rules), *_meaning(days, code, later, worst))
    if days != 0:
        summary = join(summary, *_when(platform, rules, said=days is None))
    graded = grade_point(days or 0, account, rules, situation.on)
    points = [
        *_code_points(account, code, later),
        *([] if graded is None else [graded]),
        *about(platform, ["reporting", "overdue", "grace-period", *situation.also]),
        *law(rules, situation.on, "bad-info-5-years", "credit-negative-definition", "credit-notice-before-report"),
        *law(rules, situation.on, *_of_long_arrears(days or 0), "reporting-t1", "hotline-12378", "hotline-12363"),
    ]
    if situation.year is not None and 2020 <= situation.year <= 2025:
        # Closed, but it decides about overdue months of those years.
        points += law(rules, min(situation.on, rules.rules[_REPAIR].effective_to or situation.on), _REPAIR)
    return Explanation(
        platform.id if platform else None,
        summary,
        without_repeats(points),
        tuple(_steps(situation, platform, account, days or 0)),
    )


def _of_long_arrears(days: int) -> list[str]:
    """Rules that matter only after a long time."""
    return [
        *(["limitation-188-195"] if days >= OLD_DEBT_DAYS else []),
        *(["bad-debt-daizhang"] if days > WRITTEN_OFF_DAYS else []),
    ]


def of_loan(situation: Situation, platform: Platform | None, rules: Rulebook) -> list[Text]:
    """Where this loan stands: only what its own records say. The lender is the one on the report."""
    loan = situation.loan
    if loan is None:
        return []
    lender: Text = Name(loan.lender, loan.lender) if loan.lender else text("see the contract")
    paid = [] if loan.guarantor is None else [_paid_by_guarantor(loan.guarantor, platform, rules)]
    if not loan.days_past_due:
        return [text("This loan is not overdue today. Lender: {lender}.", lender=lender), *paid]
    return [
        *paid,
        text(
            "This loan: {sum} overdue, stage “{stage}”, lender: {lender}.",
            sum=Money(loan.overdue_fen),
            stage=_stage(loan, platform, rules),
            lender=lender,
        ),
    ]


def guarantor_points(situation: Situation, platform: Platform | None, rules: Rulebook) -> list[Point]:
    """The code of a loan that a guarantor paid, with its source; none where no guarantor did."""
    account = account_type(platform.kind if platform else "")
    code = _guarantor_code(account, rules)
    return [] if situation.loan is None or situation.loan.guarantor is None else _code_points(account, code, None)


def _guarantor_code(account: str, rules: Rulebook) -> ReportCode | None:
    return next((code for code in rules.codes if code.kind == "guarantor_paid" and account in code.applies_to), None)


def _paid_by_guarantor(name: str, platform: Platform | None, rules: Rulebook) -> Text:
    guarantor = Name(name, name)
    code = _guarantor_code(account_type(platform.kind if platform else ""), rules)
    if code is not None:
        return text(
            "{guarantor} has paid in your place as guarantor: that is now owed to it, and the month may show code "
            "{code} ({meaning}).",
            guarantor=guarantor,
            code=code.code,
            meaning=code.meaning,
        )
    return text("{guarantor} has paid in your place as guarantor: that is now owed to it.", guarantor=guarantor)


def _stage(loan: LoanSituation, platform: Platform | None, rules: Rulebook) -> Text:
    own = platform.ladder.rungs if platform else ()
    for rung in (*own, *rules.generic_ladder.rungs):
        if rung.id == loan.stage:
            return rung.name
    # Not a rung of a ladder: the borrower's own grace days, or a pause that was agreed.
    return {
        "grace": text("contract grace days"),
        "paused": text("paused by agreement"),
    }.get(loan.stage, Literal(loan.stage, loan.stage))


def _meaning(
    days: int | None, code: ReportCode | None, later: ReportCode | None, worst: ReportCode | None
) -> list[Text]:
    if days is None:
        said: list[Text] = [
            text(
                "An instalment that is not paid on its due day is overdue from the next day on, "
                "and the lender may report it from then; no number of days is safe."
            )
        ]
        if later is not None and worst is not None:
            said.append(
                text(
                    "The month may then show code {first}, and up to {last} the longer it lasts.",
                    first=later.code,
                    last=worst.code,
                )
            )
        return said
    if code is None:
        return [text("On time there is no overdue code; from the day after the due day there may be one.")]
    if later is None or later.days_from is None:
        return [
            ntext(
                "{count} day past due: if it is reported, the month may show code {code} ({meaning}).",
                "{count} days past due: if it is reported, the month may show code {code} ({meaning}).",
                days,
                code=code.code,
                meaning=code.meaning,
            )
        ]
    return [
        ntext(
            "{count} day past due: if it is reported, the month may show code {code} ({meaning}); from day {day} on it "
            "may be code {later}, which weighs more.",
            "{count} days past due: if it is reported, the month may show code {code} ({meaning}); from day {day} on "
            "it may be code {later}, which weighs more.",
            days,
            code=code.code,
            meaning=code.meaning,
            day=later.days_from,
            later=later.code,
        )
    ]


def _when(platform: Platform | None, rules: Rulebook, *, said: bool) -> list[Text]:
    """What is certain for every number of days, and whether it is reported at all. said: that no number of days is
    safe has been said."""
    years = rules.bad_information_retention_years
    kept: list[Text] = [
        text("Once it is paid in full, the entry is kept for {years} years and then deleted.", years=years)
        if said
        else text(
            "One day late may already have been reported, no number of days is safe; once it is paid in full, the "
            "entry is kept for {years} years and then deleted.",
            years=years,
        )
    ]
    if platform is None or platform.reports in {"depends-on-lender", "partly"}:
        kept.append(text("Whether it is reported depends on the lender in the contract and is not known here."))
    elif platform.reports != "yes":
        kept.append(text("Whether this platform reports at all is not known here; plan as if it did."))
    return kept


def _code_points(account: str, code: ReportCode | None, later: ReportCode | None) -> list[Point]:
    return [
        Point(
            text("Month code {code} on the credit report: {meaning}", code=one.code, meaning=one.meaning),
            one.confidence,
            (one.source,),
            disputed=account == CARD,  # counted in days or in missed minimum payments: the sources differ
        )
        for one in (code, later)
        if one is not None
    ]


def _steps(situation: Situation, platform: Platform | None, account: str, days: int) -> list[Text]:
    loan = situation.loan
    if loan is not None and not loan.days_past_due:
        return [
            steps.CHECK,
            text("Pay inside the app by the due day and see that the bill shows as paid."),
            text("If you expect not to manage, ask the lender before the due day; they need not agree."),
        ]
    if loan is not None and loan.stage == "paused":
        return [
            steps.CHECK,
            text("Collection is paused by agreement: keep to what was agreed, and keep the wording of it."),
            steps.KEEP,
            *_ASIDE,
        ]
    court = [steps.COURT] if loan is not None and loan.stage == "legal" else []
    # To pay, promise or ask for time can start an old debt's limitation period anew: nothing of it is advised then.
    if days >= OLD_DEBT_DAYS:
        return [*court, steps.OLD_ALREADY, steps.CHECK, steps.KEEP, *_ASIDE]
    arrange = steps.ARRANGE_CARD if account == CARD else steps.ARRANGE
    return [*court, steps.CHECK, *minimum(platform, loan), steps.PAY, arrange, *_ASIDE]


_ASIDE = (steps.CALLER, steps.LATER_REPORT, steps.LINES)
"""What holds for every overdue debt."""


def minimum(platform: Platform | None, loan: LoanSituation | None) -> list[Text]:
    """Only where a minimum payment is known to exist."""
    if loan is not None and loan.minimum_fen:
        return [
            text(
                "If not all can be paid, the statement's minimum is {sum}; the rest usually bears interest by the day.",
                sum=Money(loan.minimum_fen),
            )
        ]
    if platform is not None and platform.minimum_payment:
        return [
            text("If not all can be paid, pay the statement's minimum; the rest usually bears interest by the day.")
        ]
    return []

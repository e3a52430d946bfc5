"""Topic "overdue": what a number of days past due may mean on the credit report, and what to do.

No number of days is ever called safe: whether and when a lender reports is not known, and one day may have
been enough.
"""

from duewatch.credit.report import CARD, account_type, code_for, next_code, overdue_codes
from duewatch.credit.statements import about, join, law, without_repeats
from duewatch.model.explanation import Explanation, Point
from duewatch.model.platform import Platform
from duewatch.model.rulebook import ReportCode, Rulebook
from duewatch.model.situation import LoanSituation, Situation
from duewatch.model.text import Literal, Money, Name, Text, ntext, text

OLD_DEBT_DAYS = 730
"""From here on the answer first warns of the limitation period (3 years, rule limitation-188-195): a promise or a
payment can start it anew. A year early, because the day it runs from is not known here."""

_REPAIR = "one-off-repair-2025"


def answer(situation: Situation, platform: Platform | None, rules: Rulebook) -> Explanation:
    """What it may mean to be overdue, by so many days where they are known."""
    account = account_type(platform.kind if platform else "")
    days = situation.loan.days_past_due if situation.loan else situation.days_overdue
    code = code_for(days or 0, account, rules.codes)
    later = next_code(days or 0, account, rules.codes)
    worst = next(reversed(overdue_codes(account, rules.codes)), None)
    summary = join(*_loan(situation, platform, rules), *_meaning(days, code, later, worst))
    if days != 0:
        summary = join(summary, _when(platform, rules))
    points = [
        *about(platform, ["reporting"]),
        *_code_points(account, code, later),
        *law(rules, situation.on, "credit-negative-definition", "bad-info-5-years", "credit-notice-before-report"),
        *about(platform, ["overdue", "grace-period", *situation.also]),
        *law(rules, situation.on, "reporting-t1", "hotline-12378", "hotline-12363"),
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


def _loan(situation: Situation, platform: Platform | None, rules: Rulebook) -> list[Text]:
    """Where this loan stands: only what its own records say."""
    loan = situation.loan
    if loan is None:
        return []
    lender: Text = Name(loan.lender, loan.lender) if loan.lender else text("see the contract")
    if not loan.days_past_due:
        return [text("This loan is not overdue today. Lender: {lender}.", lender=lender)]
    return [
        text(
            "This loan: {sum} overdue, stage “{stage}”, lender: {lender}.",
            sum=Money(loan.overdue_fen),
            stage=_stage(loan, platform, rules),
            lender=lender,
        )
    ]


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
                "and the lender may report it from then. No number of days is safe."
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
    said = [
        ntext(
            "{count} day past due: if it is reported, the month may show code {code} ({meaning}).",
            "{count} days past due: if it is reported, the month may show code {code} ({meaning}).",
            days,
            code=code.code,
            meaning=code.meaning,
        )
    ]
    if later is not None and later.days_from is not None:
        said.append(
            text("From day {day} on it may be code {code}, which weighs more.", day=later.days_from, code=later.code)
        )
    said.append(text("One day late may already have been reported; no number of days is safe."))
    return said


def _when(platform: Platform | None, rules: Rulebook) -> Text:
    years = rules.bad_information_retention_years
    kept = ntext(
        "Once it is paid in full, the entry is kept for {count} year and then deleted; "
        "while it is unpaid, that time does not begin.",
        "Once it is paid in full, the entry is kept for {count} years and then deleted; "
        "while it is unpaid, that time does not begin.",
        years,
    )
    if platform is None or platform.reports in {"depends-on-lender", "partly"}:
        return join(text("Whether it is reported depends on the lender in the contract and is not known here."), kept)
    if platform.reports == "yes":
        return join(text("Whether yours has been reported yet is not known here; your own credit report shows it."),
                    kept)  # fmt: skip
    return join(text("Whether this platform reports at all is not known here; plan as if it did."), kept)


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
    check = text("Check the debt inside the app or by the contract: principal, interest, fees, and who the lender is.")
    if loan is not None and not loan.days_past_due:
        return [
            check,
            text("Pay inside the app by the due day and see that the bill shows as paid."),
            text("If you expect not to manage, ask the lender before the due day; they need not agree."),
        ]
    if loan is not None and loan.stage == "paused":
        return [
            check,
            text("Collection is paused by agreement: keep to what was agreed, and keep the wording of it."),
            *_aside(),
        ]
    court = loan is not None and loan.stage == "legal"
    # To pay, promise or ask for time can start an old debt's limitation period anew: nothing of it is advised then.
    if days >= OLD_DEBT_DAYS:
        steps = [_old_debt(), check]
    else:
        steps = [check, *_minimum(platform, loan), _pay(), _arrange(account)]
    return [*([_court()] if court else []), *steps, *_aside()]


def _court() -> Text:
    return text(
        "Court papers come first: check with the court or 12368 that there is a case. A payment order can be "
        "objected to within 15 days, a complaint answered within 15 days; go to the hearing. 12348 gives legal aid."
    )


def _old_debt() -> Text:
    return text(
        "This debt is old. A payment, a promise or a request for time may count as agreeing to pay and start the "
        "limitation period anew: ask a lawyer or 12348 (legal aid) first."
    )


def _pay() -> Text:
    return text(
        "What you can pay, pay as early as you can, only inside the app or where the contract says, and keep the "
        "proof. It ends the overdue days; it does not promise that this month's mark goes away."
    )


def _arrange(account: str) -> Text:
    if account == CARD:
        return text(
            "If you cannot, call the bank (the number is on the back of the card) and ask for individual instalments "
            "(art. 70 of the card rules): the bank may agree, it need not."
        )
    return text(
        "If you cannot, ask the lender for a repayment arrangement: say what you can pay a month, ask for the answer "
        "in writing. They need not agree. Nobody who charges a fee for it is needed."
    )


def _aside() -> tuple[Text, ...]:
    """What holds for every overdue debt."""
    return (
        text("Keep what you need for rent, food and medicine out of it."),
        text(
            "Someone calls or writes, be it with a notice that it will be reported: promise nothing on the first "
            "call, hang up, check inside the app, pay only there. Neither a number nor a name proves who it is."
        ),
        text(
            "Later, get your own credit report (two a year are free). If an entry is wrong, dispute it: they answer "
            "within 20 days."
        ),
        text(
            "If the lender does not mend what you complain of: 12378 for banks and consumer finance, 12345 for "
            "microloan companies, 12363 (PBOC) for the credit report."
        ),
    )


def _minimum(platform: Platform | None, loan: LoanSituation | None) -> list[Text]:
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

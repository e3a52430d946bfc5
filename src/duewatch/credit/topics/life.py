"""Topics about what a record does elsewhere in life: a mortgage, a car, a public post; and whom one deals with."""

from duewatch.credit.topics import steps
from duewatch.credit.topics.plain import Topic
from duewatch.model.text import text

_OWN_REPORT = text(
    "Get your own credit report some months before you apply, and dispute what is wrong: they answer within 20 days."
)
_PAY_DOWN = text("Pay off what you can before, close lines you do not need, and apply for nothing new in those months.")
_ASK_BANK = text(
    "Ask the bank that you want to borrow from what it looks at; every bank decides for itself, and nobody can "
    "promise a loan."
)
_TRUE = text("Answer questions of the application truly.")
_WEIGH = ("history-60-months", "lian-san-lei-liu", "inquiry-records")

LIFE: dict[str, Topic] = {
    "mortgage": Topic(
        closing=text("A bank looks at reported debt, months and queries; how it weighs them is its own affair."),
        unknown=text(
            "Nothing is known of {platform} and mortgages in particular. What a bank sees is the reported debt,"
            " its months and the queries; how it weighs them is its own affair."
        ),
        general=text(
            "A bank looks at reported debt against income, at the months and at the queries. Overdue months and"
            " many recent queries weigh most; a small loan paid on time usually little. No rule is published."
        ),
        reported=text(
            "{platform} is on the credit report, so the bank sees its balance, months and queries; how it "
            "weighs them is its own affair. Overdue months weigh most."
        ),
        facts=("liability", "reporting", "granularity"),
        rules=_WEIGH,
        do=(_OWN_REPORT, _PAY_DOWN, _ASK_BANK, _TRUE),
    ),
    "car-loan": Topic(
        closing=text("Having borrowed before is no bar by any rule; every lender decides for itself."),
        unknown=text(
            "Nothing is known of {platform} and car loans in particular. Having used it is no bar by any rule; "
            "the lender sees what is reported and decides."
        ),
        general=text(
            "A car loan is decided by the lender: income, reported debt, months and queries. Having borrowed "
            "before is no bar by any rule."
        ),
        reported=text(
            "{platform} is on the credit report, so the lender sees it. Having borrowed before is no bar by any"
            " rule; overdue months weigh most."
        ),
        facts=("liability", "reporting", "granularity"),
        rules=_WEIGH,
        do=(_OWN_REPORT, _PAY_DOWN, _ASK_BANK, _TRUE),
    ),
    "civil-service": Topic(
        closing=text(
            "By the law an ordinary loan or an overdue month is no bar; being on the list of dishonest debtors "
            "is. Posts may look closer."
        ),
        unknown=text(
            "Nothing is known of {platform} and vetting in particular. By the law an ordinary loan or an overdue "
            "month is no bar to the civil service; being on the list of dishonest debtors is. Posts may look "
            "closer."
        ),
        general=text(
            "By the law an ordinary loan or an overdue month is no bar to the civil service; being on the list "
            "of dishonest debtors is. Whether a vetting looks at the credit report differs by post and place."
        ),
        facts=("reporting",),
        rules=("civil-service-26", "dishonest-list"),
        do=(
            text("Ask the recruiting office what the vetting of that post looks at."),
            text("Pay what is overdue; a judgment that is obeyed does not lead to the list."),
            _OWN_REPORT,
        ),
    ),
    "legitimacy": Topic(
        closing=text("The lender is the one named in your contract: check that one."),
        unknown=text(
            "Who runs {platform} and whether its lenders are licensed is not known here. The contract names the"
            " lender; check that one."
        ),
        general=text(
            "A platform need not be the lender. The contract names who lends; a licensed lender can be found on"
            " the regulator's lists, and nobody may take a fee before the money is paid out."
        ),
        facts=("reporting", "history"),
        rules=("zhudai-2025-9", "disclosure-2026", "fraud-patterns", "verify-collector"),
        do=(
            text(
                "Read in the contract who the lender is, and look that name up with the financial regulator "
                "(12378) or the local financial office."
            ),
            text("Load the app from the phone's own store, not from a link."),
            text('Pay no fee in advance, no "margin", and nothing into a private account; give nobody a code.'),
            text("If money is gone: 110 or 96110 at once."),
        ),
    ),
    "rental": Topic(
        closing=text("The contract says what each costs and when."),
        unknown=text(
            "How {platform}'s rentals are reported is not known. A rental is not a loan; the contract says who "
            "claims what if it is not paid, and whether a lender stands behind it."
        ),
        general=text(
            "A rental is not a loan, and many are not reported; some are financed by a lender that does report."
            " Return, renewal and buy-out each have their price and their day: the contract says them."
        ),
        facts=("reporting", "overdue"),
        rules=("credit-negative-definition", "civil-585-reduce-penalty"),
        do=(
            text("Read in the contract: the day of return, what renewing and buying out cost, what counts as late."),
            text("Return in writing and with proof (photographs, waybill), and have the deposit's return confirmed."),
            steps.OWN_REPORT,
        ),
    ),
}

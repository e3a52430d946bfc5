"""Topics about what stands on the credit report of a loan that is paid, open, unused, asked for or not there."""

from duewatch.credit.topics import steps
from duewatch.credit.topics.plain import Topic
from duewatch.model.text import text

_CLOSE = text(
    "A line you do not need can be closed in the app; ask for it in writing, and see on a later report that it "
    "is closed."
)
_NO_SCORE = text("The PBOC report lists facts; each lender weighs them in its own way, which nobody publishes.")

RECORD: dict[str, Topic] = {
    "usage": Topic(
        closing=text("Used and paid on time it is not bad information; how lenders weigh it is their own affair."),
        unknown=text(
            "What using {platform} leaves on the credit report is not known here. A loan that is paid on time "
            "is not bad information; one that is overdue may be."
        ),
        general=text(
            "A loan that is reported shows on the credit report with its balance and every month's state. Paid "
            "on time it is not bad information; how a lender weighs several loans is its own affair."
        ),
        reported=text(
            "{platform} is on the credit report, so what you use shows there as a debt with its months. Paid on"
            " time it is not bad information; late it may be."
        ),
        facts=("reporting", "granularity", "liability", "on-time"),
        rules=("credit-negative-definition", "history-60-months", "reporting-t1"),
        do=(steps.CONTRACT, steps.OWN_REPORT, _NO_SCORE),
    ),
    "on-time": Topic(
        closing=text("A clean month is a good sign, not a promise of a later loan."),
        unknown=text(
            "Whether paying {platform} on time helps is not known. Where it is reported, months paid on time "
            "stand as normal."
        ),
        general=text(
            "Where a loan is reported, a month paid on time stands as normal. That is a history without bad "
            "marks; nobody can promise that it makes a later loan easier."
        ),
        reported=text(
            "{platform} is on the credit report: a month paid on time stands there as normal. That is a clean "
            "history, not a promise of a later loan."
        ),
        own_leads=False,
        facts=("reporting",),
        rules=("history-60-months", "credit-negative-definition"),
        do=(
            text("Pay inside the app by the due day, and see that the bill shows as paid."),
            text("To borrow only for the sake of the record costs interest and does not pay."),
            steps.OWN_REPORT,
        ),
    ),
    "liability": Topic(
        closing=text("How it is counted against your income, each lender decides."),
        unknown=text(
            "Whether {platform} counts as debt is not known here; what is reported as a balance usually does."
        ),
        general=text(
            "A balance that is reported counts as debt when a lender looks at what one owes. What is not "
            "reported may still be asked for in an application, and has to be answered truly."
        ),
        reported=text("{platform} is on the credit report, and a balance that stands there usually counts as debt."),
        facts=("granularity", "reporting"),
        rules=("history-60-months", "reporting-t1"),
        do=(
            text("Before an application that matters, pay down what you can and wait until the report shows it."),
            steps.OWN_REPORT,
            _NO_SCORE,
        ),
    ),
    "opened-unused": Topic(
        closing=text("Whether you have such an account, your own report shows."),
        unknown=text("Whether {platform} shows on the report when it was opened and never used is not known."),
        general=text(
            "A line that was opened and never used may stand on the report as an account without a balance, or "
            "not at all: it depends on the lender."
        ),
        reported=text(
            "{platform} is on the credit report; whether a line that was never used stands there too is not known."
        ),
        facts=("registration", "inquiry", "reporting"),
        rules=("inquiry-records", "history-60-months"),
        do=(steps.OWN_REPORT, _CLOSE),
    ),
    "registration": Topic(
        closing=text("What counts is what you authorised."),
        unknown=text(
            "Whether a mere registration with {platform} leaves anything is not known. A query needs an "
            "authorisation: look at what was agreed to."
        ),
        general=text(
            "To register an account is no loan. What can be left is an inquiry, if a limit was applied for and "
            "a query of the report was agreed to."
        ),
        facts=("inquiry", "opened-unused"),
        rules=("inquiry-records",),
        do=(
            text("See in the app which authorisations were given, and withdraw those you do not want."),
            steps.OWN_REPORT,
        ),
    ),
    "not-disbursed": Topic(
        closing=text("The query of the report may stay for two years even where no loan came."),
        unknown=text(
            "What an application with {platform} that was not paid out leaves is not known; the query of the "
            "report may stay."
        ),
        general=text(
            "Where no money came, there is no loan to report. The lender's query of the report may stay on it "
            "as an inquiry."
        ),
        facts=("inquiry", "reporting"),
        rules=("inquiry-records",),
        do=(
            text("See in the app or the contract that no loan was booked; if one was, dispute it at once."),
            steps.OWN_REPORT,
            steps.WRONG,
        ),
    ),
    "inquiry": Topic(
        closing=text("How many queries are too many, each lender decides for itself."),
        unknown=text("How {platform} queries the report is not known. A query needs your authorisation."),
        general=text(
            "Every query stands on the report with its day, who made it and why. Those for a loan or a card "
            "count as hard in the trade; how many are too many, each lender decides for itself."
        ),
        facts=("registration", "not-disbursed", "opened-unused"),
        rules=("inquiry-records", "credit-free-queries"),
        do=(
            text('Look only for what you need; each "see my limit" may be a query.'),
            steps.OWN_REPORT,
            text("A query that you did not authorise can be disputed; keep the report that shows it."),
        ),
    ),
    "granularity": Topic(
        closing=text("How yours are written, your own report shows."),
        unknown=text("Whether {platform} is reported loan by loan or as one line by the month is not known."),
        general=text(
            "Some lenders report each loan as an account, others one line by the month; the contract does not "
            "say it, the report does."
        ),
        facts=("reporting", "liability"),
        rules=("history-60-months",),
        do=(steps.OWN_REPORT, steps.CONTRACT),
    ),
    "bank-visibility": Topic(
        closing=text(
            "What is reported, a bank sees once you authorise its query; what is not, it may still see in statements."
        ),
        unknown=text(
            "Whether a bank sees {platform} is not known here: it depends on whether it is reported. What is "
            "reported, a bank sees when you authorise its query."
        ),
        general=text(
            "A bank that you authorise to query sees every account that is reported, with lender, balance and "
            "months. What is not reported it does not see there; statements may show it all the same."
        ),
        reported=text("{platform} is on the credit report, so a bank sees it once you authorise its query."),
        facts=("reporting", "granularity"),
        rules=("history-60-months", "inquiry-records"),
        do=(
            steps.OWN_REPORT,
            text("Answer questions of an application truly: what is left out may count against you later."),
        ),
    ),
    "history": Topic(
        closing=text("What changed when stands below with dates."),
        unknown=text("How reporting of {platform} changed over the years is not known."),
        general=text(
            "The second-generation system has shown 60 months since January 2020; which lender reports since "
            "when differs from one to the next."
        ),
        own_leads=False,
        facts=("reporting", "granularity"),
        rules=("reporting-t1", "history-60-months"),
        do=(steps.OWN_REPORT, steps.CONTRACT),
    ),
    "missing-record": Topic(
        closing=text("It may stand under the lender's name, or not have been reported yet."),
        unknown=text(
            "Why {platform} does not show on your report is not known. It may stand under the lender's name, "
            "not be reported, or not yet."
        ),
        general=text(
            "A loan that does not show may stand under the lender's name instead of the platform's, be reported"
            " later, or not be reported. That it is missing is no proof that it never comes."
        ),
        reported=text(
            "{platform} is reported, as far as the sources say. It may stand under the lender's name, not have "
            "been reported yet, or you have not authorised it."
        ),
        facts=("reporting", "granularity", "history"),
        rules=("reporting-t1", "credit-dispute-20-days"),
        do=(
            steps.CONTRACT,
            text("Look on the report for that lender's name, and at the day up to which it was updated."),
            text("If a paid loan is missing and you need it shown, ask the lender in writing."),
        ),
    ),
    "upgrade": Topic(
        closing=text("Before you agree, read who lends and who may query and report."),
        unknown=text(
            "What an upgrade of {platform} changes is not known here. Read what is agreed to: who lends, and "
            "who may query and report."
        ),
        general=text(
            'An "upgrade" is a new contract: it may bring another lender and an authorisation to query and '
            "report. Read both before you agree."
        ),
        facts=("reporting", "history", "granularity"),
        rules=("credit-negative-definition", "disclosure-2026"),
        do=(
            text("Keep a copy of the agreement, with its date."),
            text("You need not decide on the spot: the agreement can be read whole first."),
            steps.CONTRACT,
        ),
    ),
}

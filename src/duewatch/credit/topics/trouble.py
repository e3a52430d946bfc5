"""Topics about a loan that cannot be paid as agreed: small sums, grace, coping, changes of the plan, removal, "
"court."""

from duewatch.credit.topics.plain import Topic
from duewatch.model.text import text

CHECK = text("Check the debt inside the app or by the contract: principal, interest, fees, and who the lender is.")
_WRITTEN = text(
    "What was agreed counts when it is in writing: new dates, new amounts, what it costs, how it is reported."
)
_OLD = text(
    "If the debt is old (some two years or more since the last payment, promise or demand), ask a lawyer or "
    "12348 first: "
    "a request or a promise may count as agreeing to pay."
)
_NO_FEE = text('Nobody who charges a fee for it is needed. Offers to "handle the debt" for a fee are often fraud.')
_KEEP = text("Keep what you need for rent, food and medicine out of it.")
_CALLER = text(
    "Someone calls or writes, be it with a notice that it will be reported: promise nothing on the first "
    "call, hang up, check inside the app, pay only there. Neither a number nor a name proves who it is."
)
_DISPUTE = text(
    "Later, get your own credit report (two a year are free). If an entry is wrong, dispute it: they answer "
    "within 20 days."
)
_LINES = text(
    "If the lender does not mend what you complain of: 12378 for banks and consumer finance, 12345 for "
    "microloan companies, 12363 (PBOC) for the credit report."
)
_PAY_INSIDE = text(
    "What you can pay, pay as early as you can, only inside the app or where the contract says, and keep the "
    "proof. It ends the overdue days; it does not promise that this month's mark goes away."
)

TROUBLE: dict[str, Topic] = {
    "small-amount": Topic(
        known=text("What is known of small sums overdue with {platform} stands below. No sum is known to be too "
                   "small."),
        unknown=text(
            "Whether {platform} leaves small sums out is not known. The regulation on credit reporting names no "
            "least "
            "amount."
        ),
        general=text(
            "The regulation names no least amount: a small sum that is overdue can be reported like a large one. For "
            "cards some banks let a shortfall of a few yuan pass; that is theirs to say."
        ),
        facts=("grace-period", "overdue", "reporting"),
        rules=("credit-negative-definition", "card-grace"),
        do=(
            CHECK,
            text("Pay the small rest today, inside the app, and see that the bill shows as paid in full."),
            _DISPUTE,
        ),
    ),
    "grace-period": Topic(
        known=text(
            "Accounts of grace days at {platform} stand below. Where they contradict one another, plan as if there "
            "were none."
        ),
        unknown=text("Whether {platform} grants days of grace is not known; plan as if there were none."),
        general=text(
            "Grace is for the lender to grant, and no law gives it for loans in general. Unless your contract grants "
            "it, plan as if there were none."
        ),
        facts=("overdue",),
        rules=("card-grace", "credit-negative-definition"),
        do=(
            text("Look in your own contract for days of grace (宽限期, 容时) and from what hour a payment counts."),
            text("Have the money there on the day before; a debit that fails may count as late."),
            text("If the contract grants days, enter them with the loan: they are then shown apart from days "
                 "overdue."),
        ),
    ),
    "coping": Topic(
        known=text("First see what is really owed, then pay what you can or agree on a plan with {platform}'s "
                   "lender."),
        unknown=text(
            "First see what is really owed, then pay what you can or agree on a plan with the lender; who lends "
            "stands "
            "in {platform}'s contract."
        ),
        general=text(
            "First see what is really owed and to whom, then pay what you can or agree on a plan with the "
            "lender. The "
            "longer it lasts, the higher the code."
        ),
        facts=("extension", "instalments", "overdue"),
        rules=(
            "credit-negative-definition",
            "extension-678",
            "bad-info-5-years",
            "fraud-patterns",
            "credit-repair-no-fee",
        ),
        do=(CHECK, _PAY_INSIDE,
            text("If you cannot, ask the lender for a repayment arrangement: say what you can pay a month, ask "
                 "for the "
                 "answer in writing. They need not agree. Nobody who charges a fee for it is needed."),
            _OLD, _KEEP, _CALLER, _DISPUTE, _LINES),
    ),
    "extension": Topic(
        known=text(
            "What is known of extensions at {platform} stands below. The lender has to agree, and how it then "
            "reports "
            "is part of what to ask."
        ),
        unknown=text(
            "Whether {platform}'s lender grants extensions is not known. It may be asked before the due day; the "
            "lender "
            "has to agree."
        ),
        general=text(
            "An extension may be asked before the due day; it needs the lender's consent. With it the new day "
            "counts; "
            "how the lender reports it is for it to say, so ask for that in writing."
        ),
        facts=("coping", "overdue"),
        rules=("extension-678", "credit-dispute-20-days"),
        do=(text("Ask before the due day, inside the app or by the number in the contract."), _WRITTEN, _OLD, _NO_FEE),
    ),
    "instalments": Topic(
        known=text("What is known of paying {platform} in instalments stands below."),
        unknown=text(
            "How {platform} treats a change to instalments is not known. A plan that is agreed and kept is not "
            "overdue; "
            "how it is shown, the lender decides."
        ),
        general=text(
            "Instalments that were agreed and are paid on time are not overdue. A plan made after a debt was overdue "
            "does not take back what was reported before."
        ),
        facts=("extension", "coping", "granularity"),
        rules=("card-individual-instalment-art70", "extension-678", "apr-2021-3"),
        do=(
            text("Ask what the instalments cost by the year: duewatch cost and duewatch schedule reckon it."),
            _WRITTEN,
            text("For a card that is beyond your means: individual instalments by art. 70 of the card rules; the "
                 "bank "
                 "may agree, it need not."),
            _OLD, _NO_FEE,
        ),
    ),
    "removal": Topic(
        known=text(
            "A true entry of {platform} goes by itself {years} years after the debt was paid. Only a wrong one can "
            "be taken "
            "out before."
        ),
        unknown=text(
            "A true entry goes by itself {years} years after the debt was paid, with {platform} as with any lender. "
            "Only a "
            "wrong one can be taken out before."
        ),
        general=text(
            "A true entry goes by itself {years} years after the debt was paid; while it is unpaid that time does not "
            "begin. Only a wrong one can be taken out before, by a dispute, free of charge."
        ),
        facts=("overdue",),
        rules=("bad-info-5-years", "credit-dispute-20-days", "credit-statement-right", "credit-repair-no-fee"),
        do=(
            text("Pay what is owed inside the app, and ask for a settlement certificate (结清证明)."),
            text("If the entry is wrong, dispute it with the lender or the credit reference centre, with proof."),
            text("You may add a statement of your own to a true entry."),
            text("Whoever offers to delete or \"repair\" records for money: keep away, and give no identity data."),
        ),
    ),
    "sued": Topic(
        known=text(
            "Being sued is not an entry of its own; the unpaid debt is. What is known of {platform} and the courts "
            "stands below. Court papers have deadlines."
        ),
        unknown=text(
            "Being sued over {platform} is not an entry of its own on the month's states; the unpaid debt is, and a "
            "judgment that is not obeyed weighs more. Court papers have deadlines."
        ),
        general=text(
            "Being sued is no month code of its own; the debt that is overdue is. A judgment and its enforcement "
            "may be "
            "listed, and only who can pay and refuses may come on the list of dishonest debtors. Court papers have "
            "deadlines."
        ),
        facts=("overdue",),
        rules=("answer-period", "payment-order-objection", "hotline-12348-12368", "credit-negative-definition",
               "dishonest-list", "consumption-limit"),
        do=(
            text("Court papers come first: check with the court or 12368 that there is a case. A payment order "
                 "can be "
                 "objected to within 15 days, a complaint answered within 15 days; go to the hearing. 12348 "
                 "gives legal "
                 "aid."),
            text("Until it is checked, pay nobody who calls in the name of a court."),
            CHECK,
            text("A settlement in or out of court is possible up to the judgment; have it recorded."),
            _KEEP,
        ),
    ),
}  # fmt: skip

"""Topics about a loan that cannot be paid as agreed: small sums, grace, coping, changes of the plan, removal, "
"court."""

from duewatch.credit.topics import steps
from duewatch.credit.topics.plain import Topic
from duewatch.model.text import text

TROUBLE: dict[str, Topic] = {
    "small-amount": Topic(
        closing=text("No sum is known to be too small to be reported."),
        unknown=text(
            "Whether {platform} leaves small sums out is not known. The regulation on credit reporting names no"
            " least amount."
        ),
        general=text(
            "The regulation names no least amount: a small sum that is overdue can be reported like a large "
            "one. For cards some banks let a shortfall of a few yuan pass; that is theirs to say."
        ),
        facts=("grace-period", "overdue", "reporting"),
        rules=("credit-negative-definition", "card-grace"),
        do=(
            steps.CHECK,
            text("Pay the small rest today, inside the app, and see that the bill shows as paid in full."),
            steps.LATER_REPORT,
        ),
    ),
    "grace-period": Topic(
        closing=text("Plan as if there were no days of grace."),
        unknown=text("Whether {platform} grants days of grace is not known; plan as if there were none."),
        general=text(
            "Grace is for the lender to grant, and no law gives it for loans in general. Unless your contract "
            "grants it, plan as if there were none."
        ),
        facts=("overdue",),
        rules=("card-grace", "credit-negative-definition"),
        do=(
            text("Look in your own contract for days of grace (宽限期, 容时) and from what hour a payment counts."),
            text("Have the money there on the day before; a debit that fails may count as late."),
            text("If the contract grants days, enter them with the loan: they are then shown apart from days overdue."),
        ),
    ),
    "coping": Topic(
        closing=text("First see what is really owed, then pay what you can or agree on a plan with the lender."),
        unknown=text("First see what is really owed, then pay what you can or agree on a plan with the lender."),
        general=text(
            "First see what is really owed and to whom, then pay what you can or agree on a plan with the "
            "lender. The longer it lasts, the higher the code."
        ),
        own_leads=False,
        facts=("extension", "instalments", "overdue"),
        rules=(
            "credit-negative-definition",
            "extension-678",
            "bad-info-5-years",
            "fraud-patterns",
            "credit-repair-no-fee",
        ),
        do=(
            steps.CHECK,
            steps.PAY,
            steps.ARRANGE,
            steps.OLD,
            steps.KEEP,
            steps.CALLER,
            steps.LATER_REPORT,
            steps.LINES,
        ),
    ),
    "extension": Topic(
        closing=text("The lender has to agree; ask how it will then be reported."),
        unknown=text(
            "Whether {platform}'s lender grants extensions is not known. It may be asked before the due day; "
            "the lender has to agree."
        ),
        general=text(
            "An extension may be asked before the due day; it needs the lender's consent. With it the new day "
            "counts; how the lender reports it is for it to say, so ask for that in writing."
        ),
        facts=("coping", "overdue"),
        rules=("extension-678", "credit-dispute-20-days"),
        do=(
            text("Ask before the due day, inside the app or by the number in the contract."),
            steps.WRITTEN,
            steps.OLD,
            steps.NO_FEE,
        ),
    ),
    "instalments": Topic(
        closing=text("A plan that was agreed and is kept is not overdue."),
        unknown=text(
            "How {platform} treats a change to instalments is not known. A plan that is agreed and kept is not "
            "overdue; how it is shown, the lender decides."
        ),
        general=text(
            "Instalments that were agreed and are paid on time are not overdue. A plan made after a debt was "
            "overdue does not take back what was reported before."
        ),
        facts=("extension", "coping", "granularity"),
        rules=("card-individual-instalment-art70", "extension-678", "apr-2021-3"),
        do=(
            text("Ask what the instalments cost by the year: duewatch cost and duewatch schedule reckon it."),
            steps.WRITTEN,
            steps.CARD_INSTALMENTS,
            steps.OLD,
            steps.NO_FEE,
        ),
    ),
    "removal": Topic(
        closing=text(
            "A true entry goes by itself {years} years after the debt was paid; only a wrong one can be taken "
            "out before."
        ),
        unknown=text(
            "Nothing is known of {platform} and removal in particular. With any lender a true entry goes by "
            "itself {years} years after the debt was paid; only a wrong one can be taken out before."
        ),
        general=text(
            "A true entry goes by itself {years} years after the debt was paid; while it is unpaid that time "
            "does not begin. Only a wrong one can be taken out before, by a dispute, free of charge."
        ),
        facts=("overdue",),
        rules=("bad-info-5-years", "credit-dispute-20-days", "credit-statement-right", "credit-repair-no-fee"),
        do=(
            text("Pay what is owed inside the app, and ask for a settlement certificate (结清证明)."),
            text("If the entry is wrong, dispute it with the lender or the credit reference centre, with proof."),
            text("You may add a statement of your own to a true entry."),
            steps.NO_REPAIR,
        ),
    ),
    "sued": Topic(
        closing=text("Court papers have deadlines: see to those first."),
        unknown=text(
            "When {platform} goes to court is not known here. Being sued is no month code of its own; the unpaid "
            "debt is, and a judgment that is not obeyed weighs more. Court papers have deadlines."
        ),
        general=text(
            "Being sued is no month code of its own; the debt that is overdue is. A judgment and its "
            "enforcement may be listed, and only who can pay and refuses may come on the list of dishonest "
            "debtors. Court papers have deadlines."
        ),
        facts=("overdue",),
        rules=(
            "answer-period",
            "payment-order-objection",
            "hotline-12348-12368",
            "credit-negative-definition",
            "dishonest-list",
            "consumption-limit",
        ),
        do=(
            steps.COURT,
            text("Until it is checked, pay nobody who calls in the name of a court."),
            steps.CHECK,
            text("A settlement in or out of court is possible up to the judgment; have it recorded."),
            steps.KEEP,
        ),
    ),
}

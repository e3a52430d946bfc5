"""What one can do: steps that several topics advise, and how the steps of several topics become one short list."""

from collections.abc import Iterable

from duewatch.model.text import Text, text

MOST = 7
"""More steps than this nobody reads."""

CHECK = text("Check the debt inside the app or by the contract: principal, interest, fees, and who the lender is.")
PAY = text(
    "Set aside what you need for rent, food and medicine; what you can pay of the rest, pay as early as you "
    "can, only inside the app or where the contract says, and keep the proof. It ends the overdue days; it does"
    " not promise that this month's mark goes away."
)
KEEP = text("Keep what you need for rent, food and medicine out of it.")
ARRANGE = text(
    "If you cannot, ask the lender for a repayment arrangement: say what you can pay a month, ask for the "
    "answer in writing. They need not agree. Nobody who charges a fee for it is needed."
)
ARRANGE_CARD = text(
    "If you cannot, call the bank (the number is on the back of the card) and ask for individual instalments "
    "(art. 70 of the card rules): the bank may agree, it need not. Nobody who charges a fee for it is needed."
)
OLD = text(
    "If the debt is old (some two years or more since the last payment, promise or demand), ask a lawyer or "
    "12348 first: a request or a promise may count as agreeing to pay."
)
OLD_ALREADY = text(
    "This debt is old. A payment, a promise or a request for time may count as agreeing to pay and start the "
    "limitation period anew: ask a lawyer or 12348 (legal aid) first."
)
COURT = text(
    "Court papers come first: check with the court or 12368 that there is a case. A payment order can be "
    "objected to within 15 days, a complaint answered within 15 days; go to the hearing. 12348 gives legal aid."
)
CALLER = text(
    "Someone calls or writes, be it with a notice that it will be reported: promise nothing on the first call, "
    "hang up, check inside the app, pay only there. Neither a number nor a name proves who it is."
)
CARD_INSTALMENTS = text(
    "For a card that is beyond your means: individual instalments by art. 70 of the card rules; the bank may "
    "agree, it need not."
)
WRITTEN = text(
    "What was agreed counts when it is in writing: new dates, new amounts, what it costs, how it is reported."
)
NO_FEE = text('Nobody who charges a fee for it is needed. Offers to "handle the debt" for a fee are often fraud.')
NO_REPAIR = text('Whoever offers to delete or "repair" records for money: keep away, and give no identity data.')
LINES = text(
    "If the lender does not mend what you complain of: 12378 for banks and consumer finance, 12345 for "
    "microloan companies, 12363 (PBOC) for the credit report."
)
CONTRACT = text("See in the app's loan contract who the lender is: that name stands on the credit report.")
OWN_REPORT = text(
    "Get your own credit report from the PBOC's credit reference centre; two a year are free. It shows what is "
    "really reported."
)
WRONG = text("If an entry is wrong, dispute it with the centre or the lender; they check and answer within 20 days.")
LATER_REPORT = text(
    "Later, get your own credit report (two a year are free). If an entry is wrong, dispute it: they answer "
    "within 20 days."
)

_URGENT = (COURT, OLD_ALREADY)
_COVERS = {
    OLD_ALREADY: (OLD, PAY, ARRANGE, ARRANGE_CARD),
    CHECK: (CONTRACT,),
    PAY: (KEEP,),
    ARRANGE_CARD: (ARRANGE, NO_FEE),
    ARRANGE: (NO_FEE,),
    LATER_REPORT: (OWN_REPORT, WRONG),
}
"""A step → those that it makes needless. For an old debt none that could start its time anew is left."""


def few(steps: Iterable[Text]) -> tuple[Text, ...]:
    """Each step once, in the order given after what is urgent, without those that another one covers; not more than
    MOST."""
    each = tuple(dict.fromkeys(steps))
    needless: set[Text] = set()
    for step, covered in _COVERS.items():
        if step in each and step not in needless:
            needless.update(covered)
    first = [step for step in _URGENT if step in each]
    return tuple(dict.fromkeys([*first, *(step for step in each if step not in needless)]))[:MOST]

"""Words for what a bundle tells of contacts and events, by their stored words."""

from duewatch.model.text import text

CHANNELS = {
    "call": text("call"),
    "sms": text("SMS"),
    "app": text("message in an app"),
    "letter": text("letter"),
    "visit": text("visit"),
    "court": text("from a court"),
}
DIRECTIONS = {"in": text("they to the borrower"), "out": text("the borrower to them")}
REACHED = {"debtor": text("the borrower"), "third-person": text("somebody else")}
TONES = {"calm": text("calm"), "pressing": text("pressing"), "rude": text("rude"), "threatening": text("threatening")}
MARKS = {
    "not-identified": text("did not identify themselves"),
    "posed-as-lender": text("posed as the lender"),
    "posed-as-authority": text("posed as an authority"),
    "private-account": text("used a private phone or account"),
    "threat": text("threat"),
    "abuse": text("abuse"),
    "false-consequences": text("named consequences unknown to the law"),
    "extra-fee": text("wanted a fee for collecting"),
    "new-borrowing": text("pressed to borrow elsewhere"),
    "published": text("spread it"),
    "disclosed": text("told somebody else of the debt"),
    "asked-third-to-pay": text("asked somebody else to pay"),
    "third-refused-before": text("somebody else had refused contact before"),
    "third-is-guarantor": text("the other person is bound by the contract"),
    "one-collector": text("one person alone came"),
    "entered": text("came in without being let in"),
    "posted": text("put up a notice"),
    "recorded-voice": text("a recording that announced"),
    "agreed-to-time": text("the time had been agreed"),
}
EVENTS = {
    "lent": text("lent"),
    "bill": text("bill"),
    "paid": text("payment"),
    "refunded": text("refund"),
    "spent": text("purchase"),
    "charged": text("charge"),
    "waived": text("waived"),
    "demanded": text("demanded"),
    "paused": text("collection paused"),
    "settled": text("noted as settled"),
    "arranged": text("agreement made"),
    "accelerated": text("whole debt declared due"),
    "party-named": text("party noted"),
    "guarantor-paid": text("paid by the guarantor"),
    "undone": text("taken back"),
    "offered": text("offer noted"),
    "offer-answered": text("offer answered"),
    "confirmation": text("written confirmation"),
}
STATES = {
    "paid": text("paid"),
    "open": text("open"),
    "late": text("late"),
    "unknown": text("amount not known"),
    "kept": text("kept"),
    "broken": text("broken"),
    "fulfilled": text("fulfilled"),
}

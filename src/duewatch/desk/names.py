"""Words for the ids that the desk hands out, so that screens and commands call a thing by one name.

Only what every platform shares; a platform's own term for a rung stands on its ladder (`Rung.term`).
"""

from duewatch.collection.ageing import Bucket
from duewatch.model.text import Literal, Money, Sentence, Text, ntext, text
from duewatch.servicing.spending import Spending

_STAGES = {
    "upcoming": text("not due yet"),
    "reminder": text("due reminder"),
    "due-today": text("due today"),
    "grace": text("contract grace days"),
    "early-overdue": text("early overdue"),
    "formal-collection": text("collection calls"),
    "outside-agency": text("outside agency"),
    "legal": text("court, arbitration"),
    "paused": text("paused by agreement"),
    "settled": text("settled"),
}

_KINDS = {
    "equal-instalment": text("equal instalments"),
    "equal-principal": text("equal principal"),
    "flat": text("flat rate, level bills"),
    "interest-first": text("interest first, principal at the end"),
    "bullet": text("all at the end"),
    "daily": text("daily interest, repay any time"),
    "revolving": text("credit line or card"),
    "unknown": text("terms not entered yet"),
}

_PARTS = {
    "fee": text("fee"),
    "charge": text("late charge"),
    "interest": text("interest"),
    "principal": text("principal"),
}

_ROUNDINGS = {
    "half-up": text("half up"),
    "half-even": text("half to even"),
    "up": text("up"),
    "down": text("down"),
}

_OUTCOMES = {
    "planned": text("planned"),
    "leased": text("being sent"),
    "sent": text("sent"),
    "skipped": text("skipped"),
    "failed": text("failed"),
    "given-up": text("given up"),
    "withdrawn": text("withdrawn"),
}

_PLUGIN_STATES = {
    "ready": text("ready"),
    "not-loaded": text("not needed so far"),
    "failed": text("plugin failed"),
    "refused": text("refused"),
    "new": text("waits for your yes"),
    "off": text("switched off"),
}

_CONFIDENCES = {
    "high": text("confidence high"),
    "medium": text("confidence medium"),
    "low": text("confidence low"),
    "unconfirmed": text("unconfirmed"),
}

_TIERS = {
    "law": text("law"),
    "official": text("official"),
    "media": text("media"),
    "general-knowledge": text("general knowledge"),
    "forum": text("forum"),
    "content-farm": text("content farm, weak source"),
    "own": text("entered by you"),
}

_BATCHES = {
    "import": text("import"),
    "pay": text("payment"),
    "inquiry": text("query of the credit report"),
    "report-link": text("account of the credit report named"),
    "report-add": text("loan added from the credit report"),
    "add-loan": text("loan added"),
    "edit-loan": text("loan changed"),
    "close-loan": text("loan settled"),
    "bill": text("bill entered"),
    "demand": text("collection noted"),
    "note": text("entry"),
    "bounce": text("payment bounced"),
    "party": text("party noted"),
    "guarantor-paid": text("paid by the guarantor"),
    "particular": text("detail of the contract"),
    "arrange": text("agreement"),
    "accelerate": text("whole debt declared due"),
    "pause": text("pause of collecting"),
    "end-pause": text("end of a pause"),
    "contact": text("contact noted"),
    "confirm": text("number confirmed"),
    "hours": text("calling hours agreed"),
    "court": text("court paper"),
    "letter": text("letter sent"),
    "demo": text("made-up borrower"),
    "apply": text("loans of the config file"),
}

_TOPICS = {
    "reporting": text("whether it is reported"),
    "bank-visibility": text("what banks can see"),
    "granularity": text("how it is listed on the report"),
    "history": text("how it changed over the years"),
    "usage": text("what using it does to the record"),
    "on-time": text("paying on time"),
    "liability": text("counting as debt"),
    "opened-unused": text("opened but not used"),
    "registration": text("only registered"),
    "not-disbursed": text("applied for but not paid out"),
    "overdue": text("being late"),
    "small-amount": text("a small amount"),
    "grace-period": text("days of grace"),
    "coping": text("what to do now"),
    "extension": text("an extension"),
    "instalments": text("paying in instalments"),
    "removal": text("removing a mark"),
    "missing-record": text("why it is not on the report"),
    "sued": text("a lawsuit"),
    "mortgage": text("asking for a mortgage"),
    "car-loan": text("asking for a car loan"),
    "civil-service": text("checks for public posts"),
    "legitimacy": text("whether the platform is what it says"),
    "upgrade": text("an upgrade of the product"),
    "rental": text("renting a device"),
    "inquiry": text("inquiries on the report"),
}


def bucket_words(bucket: Bucket) -> Sentence:
    """An ageing bucket with its days: "M1, days 1 to 30"."""
    if not bucket.last_day and bucket.last_day is not None:
        return text("{name}, not overdue", name=bucket.name)
    if bucket.last_day is None:
        return text("{name}, from day {first} on", name=bucket.name, first=bucket.first_day)
    return text("{name}, days {first} to {last}", name=bucket.name, first=bucket.first_day, last=bucket.last_day)


def stage_name(stage: str) -> Text:
    """The name of a stage id; an id that is not known is shown as it is."""
    return _STAGES.get(stage) or Literal(stage, stage)


def kind_name(kind: str) -> Text:
    """The name of a LoanKind value; one that is not known is shown as it is."""
    return _KINDS.get(kind) or Literal(kind, kind)


def part_name(part: str) -> Text:
    """What an amount of a bill is for, by Part value."""
    return _PARTS.get(part) or Literal(part, part)


def rounding_name(rounding: str) -> Text:
    """How amounts are rounded, by Rounding value."""
    return _ROUNDINGS.get(rounding) or Literal(rounding, rounding)


def outcome_name(outcome: str) -> Text:
    """What became of a reminder, by DeliveryState value."""
    return _OUTCOMES.get(outcome) or Literal(outcome, outcome)


def plugin_state_name(state: str, *, faulty: bool = False) -> Text:
    """Whether a plugin can be used, by PluginLine.state. faulty: something went wrong with it."""
    if faulty and state in ("ready", "not-loaded"):
        return text("had a fault")
    return _PLUGIN_STATES.get(state) or Literal(state, state)


def confidence_name(confidence: str) -> Text:
    """How sure a fact is, by its CONFIDENCES value."""
    return _CONFIDENCES.get(confidence) or Literal(confidence, confidence)


def tier_name(tier: str) -> Text:
    """What kind of source it is, by its TIERS value."""
    return _TIERS.get(tier) or Literal(tier, tier)


def inquiry_reason_name(reason: str) -> Text:
    """Why a report was queried, by its REASONS value."""
    match reason:
        case "loan-approval":
            return text("loan approval")
        case "card-approval":
            return text("card approval")
        case "guarantee-check":
            return text("check of a guarantor")
        case "post-loan":
            return text("post-loan management")
        case "own":
            return text("own query")
        case "dispute":
            return text("dispute query")
    return text("other reason")


def party_role_name(role: str) -> Text:
    """What somebody is to a loan, by its PartyRole value."""
    match role:
        case "lender":
            return text("original lender")
        case "guarantor":
            return text("guarantor")
        case "creditor":
            return text("creditor now")
        case "agency":
            return text("collecting agency")
    return Literal(role, role)


def quality_name(quality: str) -> Text:
    """How much a plugin claims of itself, by its QUALITIES value."""
    match quality:
        case "bronze":
            return text("bronze")
        case "silver":
            return text("silver")
        case "gold":
            return text("gold")
    return Literal(quality, quality)


def batch_name(what: str) -> Text:
    """What a batch did, by `Batch.what`."""
    return _BATCHES.get(what) or Literal(what, what)


def topic_name(topic: str) -> Text:
    """What a question is about, by its TOPICS value."""
    return _TOPICS.get(topic) or Literal(topic, topic)


def spending_words(spending: Spending) -> Text:
    """What the coming statement of a credit line will hold, as far as known."""
    what, back = Money(spending.spent_fen), Money(spending.refunded_fen)
    if spending.since_on is None:
        return ntext(
            "For the coming statement: {count} purchase, {what}, refunded {back}; no statement is known yet.",
            "For the coming statement: {count} purchases, {what}, refunded {back}; no statement is known yet.",
            spending.purchases, what=what, back=back,
        )  # fmt: skip
    return ntext(
        "For the coming statement: {count} purchase since {since}, {what}, refunded {back}.",
        "For the coming statement: {count} purchases since {since}, {what}, refunded {back}.",
        spending.purchases, since=spending.since_on, what=what, back=back,
    )  # fmt: skip

"""The sentences of conduct findings: what the log shows, and what is not known. Never a verdict."""

from collections.abc import Sequence
from datetime import datetime

from duewatch.collection.hours import Hours
from duewatch.model.contact import Mark
from duewatch.model.rulebook import Rule
from duewatch.model.text import Literal, Text, text

LENDER_NOT_KNOWN = text("whether this rule binds the lender: what kind of lender it is has not been entered")
MEMBER_NOT_KNOWN = text("whether the lender is a member of the association that made this rule")
OTHER_HOURS_NOT_KNOWN = text("whether another time had been agreed")
NOBODY_SPOKE = text("what the call was about: nobody answered")
EFFECTIVE_NOT_KNOWN = text("which of these count as effective calls: the definition was not found")
NOTICE_NOT_KNOWN = text("which of these were announcements: the rule is about those")
ANSWERED_NOT_KNOWN = text("whether all of these were answered")
OTHER_COUNT_NOT_KNOWN = text("whether another number of calls had been agreed")
SAME_NUMBER_NOT_KNOWN = text("whether all went to the same one of your numbers")
PARTY_NOT_KNOWN = text("whether this person is bound by the contract too")
REACHABLE_NOT_KNOWN = text("whether they had tried in vain to reach you in ways that this log does not show")
FIRST_CONTACT_NOT_KNOWN = text("whether it was their first contact, and whether they said it in another one")
CONSENT_OF_LENDER_NOT_KNOWN = text("whether the lender had consented to a private phone or account")
WORDS_NOT_PROVEN = text("the exact words, unless there is a recording or a message")

THIRD_REACHED = text("somebody else than the debtor was contacted")
THIRD_THOUGH_REACHABLE = text(
    "somebody else was contacted although the log does not show that you could not be reached"
)
THIRD: dict[Mark, Text] = {
    Mark.DISCLOSED: text("the debt was told to somebody else"),
    Mark.ASKED_THIRD_TO_PAY: text("somebody else was asked to pay"),
    Mark.THIRD_REFUSED_BEFORE: text("somebody else was contacted again after they had refused"),
}
IDENTITY: dict[Mark, Text] = {
    Mark.NOT_IDENTIFIED: text("the caller did not say for which institution they call"),
    Mark.POSED_AS_LENDER: text("an agency gave itself out for the lender"),
    Mark.POSED_AS_AUTHORITY: text("the caller gave themselves out for a court or another authority"),
    Mark.PRIVATE_ACCOUNT: text("a private phone or social account was used"),
}
POSING: dict[Mark, Text] = {Mark.POSED_AS_AUTHORITY: IDENTITY[Mark.POSED_AS_AUTHORITY]}
FORCE: dict[Mark, Text] = {
    Mark.THREAT: text("there were threats"),
    Mark.ABUSE: text("there were insults"),
}
SPREADING: dict[Mark, Text] = {Mark.PUBLISHED: text("private matters were spread")}
PROHIBITED: dict[Mark, Text] = {
    **FORCE,
    **SPREADING,
    Mark.FALSE_CONSEQUENCES: text("consequences or blacklists were named that the law does not know"),
    Mark.EXTRA_FEE: text("a fee for collecting was asked for"),
    Mark.NEW_BORROWING: text("new borrowing was pressed for"),
}
VISIT: dict[Mark, Text] = {
    Mark.ONE_COLLECTOR: text("a single collector came"),
    Mark.ENTERED: text("home or place of work was entered without consent"),
    Mark.POSTED: text("a notice was put up in public"),
}


def finding(rule: Rule, what: Text, evidence: Sequence[int]) -> Text:
    """The whole sentence. The rule's own scope says whether it is law, a recommended standard or self-regulation."""
    rows = ", ".join(str(id_) for id_ in evidence)
    named = Literal(rule.source.title, rule.source.title)
    if rule.scope is None:
        return text("Possible departure from {rule}: {what}. Evidence: contacts {rows}.",
                    rule=named, what=what, rows=rows)  # fmt: skip
    return text("Possible departure from {rule} ({scope}): {what}. Evidence: contacts {rows}.",
                rule=named, scope=rule.scope, what=what, rows=rows)  # fmt: skip


def at_quiet_hour(at: datetime, quiet: Hours) -> Text:
    """A contact in the hours in which a rule asks for quiet."""
    return text("contacted at {hour}, within {quiet}", hour=f"{at:%H:%M}", quiet=str(quiet))


def outside_agreed_hours(at: datetime, agreed: Hours) -> Text:
    """A contact outside of the hours that were agreed."""
    return text("contacted at {hour}, outside of the agreed hours {agreed}", hour=f"{at:%H:%M}", agreed=str(agreed))


def conversations_in_a_day(count: int, most: int) -> Text:
    """More connected calls than a rule about conversations names."""
    return text("{calls} connected calls in one day, more than {most} for conversations", calls=count, most=most)


def announcements_in_a_day(count: int, most: int) -> Text:
    """More connected calls than a rule about announcements names."""
    return text(
        "{calls} connected calls in one day of the lender with its agencies, more than {most} for announcements",
        calls=count,
        most=most,
    )


def dials_in_a_day(count: int, most: int) -> Text:
    """More dials in vain than a rule names."""
    return text("{calls} dials in vain in one day, more than {most}", calls=count, most=most)


def listed(said: Sequence[Text]) -> Text:
    """Several things one after the other."""
    found = said[0]
    for each in said[1:]:
        found = text("{first}; {second}", first=found, second=each)
    return found

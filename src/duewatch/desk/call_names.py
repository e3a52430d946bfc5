"""Words for what the contact log holds, so that screens and commands call a thing by one name."""

from duewatch.collection.caller import Shape
from duewatch.collection.caller import shape_name as _shape_name
from duewatch.model.contact import Channel, Contact, Direction, Mark, NumberOrigin, PromiseState, Reached, Tone
from duewatch.model.text import Text, text

_CHANNELS = {
    Channel.CALL: text("call"),
    Channel.SMS: text("text message"),
    Channel.APP: text("app, chat, e-mail"),
    Channel.LETTER: text("letter"),
    Channel.VISIT: text("visit"),
    Channel.COURT: text("from a court"),
}
_DIRECTIONS = {Direction.IN: text("they reached out"), Direction.OUT: text("I reached out")}
_REACHED = {Reached.DEBTOR: text("me"), Reached.THIRD_PERSON: text("somebody else")}
_TONES = {
    Tone.CALM: text("calm"),
    Tone.PRESSING: text("pressing"),
    Tone.RUDE: text("rude"),
    Tone.THREATENING: text("threatening"),
}
_MARKS = {
    Mark.NOT_IDENTIFIED: text("did not say for whom they call"),
    Mark.POSED_AS_LENDER: text("an agency that said it was the lender"),
    Mark.POSED_AS_AUTHORITY: text("said they were a court or an authority"),
    Mark.PRIVATE_ACCOUNT: text("from a private phone or account"),
    Mark.THREAT: text("threats"),
    Mark.ABUSE: text("insults"),
    Mark.FALSE_CONSEQUENCES: text("invented consequences or blacklists"),
    Mark.EXTRA_FEE: text("a fee for collecting"),
    Mark.NEW_BORROWING: text("pressed to borrow elsewhere"),
    Mark.PUBLISHED: text("spread it to others"),
    Mark.DISCLOSED: text("told somebody else of the debt"),
    Mark.ASKED_THIRD_TO_PAY: text("asked somebody else to pay"),
    Mark.THIRD_REFUSED_BEFORE: text("that person had said no before"),
    Mark.THIRD_IS_GUARANTOR: text("that person is a guarantor"),
    Mark.ONE_COLLECTOR: text("came alone"),
    Mark.ENTERED: text("came in without consent"),
    Mark.POSTED: text("put up a notice"),
    Mark.RECORDED_VOICE: text("a recorded announcement"),
    Mark.AGREED_TO_TIME: text("I had agreed to this time"),
}
_ORIGINS = {
    NumberOrigin.CONTRACT: text("the contract"),
    NumberOrigin.APP: text("the app"),
    NumberOrigin.BANK_CARD: text("the bank card"),
}
_PROMISES = {
    PromiseState.OPEN: text("open"),
    PromiseState.KEPT: text("kept"),
    PromiseState.BROKEN: text("not kept"),
    PromiseState.REPLACED: text("replaced by a later one"),
    PromiseState.WITHOUT_LOAN: text("not followed: no loan named"),
}


def channel_name(channel: Channel) -> Text:
    """How somebody reached somebody."""
    return _CHANNELS[channel]


def direction_name(direction: Direction) -> Text:
    """Who reached out."""
    return _DIRECTIONS[direction]


def reached_name(reached: Reached) -> Text:
    """Who was reached."""
    return _REACHED[reached]


def tone_name(tone: Tone) -> Text:
    """How it was said."""
    return _TONES[tone]


def mark_name(mark: Mark) -> Text:
    """What was ticked about a contact."""
    return _MARKS[mark]


def origin_name(origin: NumberOrigin) -> Text:
    """From what a number was confirmed."""
    return _ORIGINS[origin]


def shape_name(shape: Shape) -> Text:
    """What kind of number it looks like; it says nothing about who calls."""
    return _shape_name(shape)


def promise_name(state: PromiseState) -> Text:
    """What became of a promise."""
    return _PROMISES[state]


def whose(contact: Contact) -> str:
    """Who it was, as far as it was noted: the person, the company, else the number."""
    named = " · ".join(part for part in (contact.company or contact.lender, contact.who, contact.agent) if part)
    return named or contact.number


def answered_name(contact: Contact) -> Text | None:
    """Of a call, whether somebody spoke; None where that says nothing."""
    if contact.channel is not Channel.CALL:
        return None
    if contact.answered is None:
        return text("answered or not is not known")
    return text("answered") if contact.answered else text("missed")

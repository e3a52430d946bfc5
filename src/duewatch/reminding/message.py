"""The words of a reminder: several items in one calm message, as discreet as its channel must be."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256
from html import escape

from duewatch.model.reminder import Discretion, Message, ReminderItem
from duewatch.model.text import Literal, Money, Name, Parameter, Text, ntext, text
from duewatch.wording import Wording


def digest(items: Sequence[ReminderItem], language: str, discretion: Discretion, now: datetime) -> Message:
    """One message about all items. Its id depends on their keys alone, so that a retry has the same one."""
    return _message(
        "/".join(sorted(item.key for item in items)),
        _subject(items, discretion),
        _paragraphs(items, discretion, now.date()),
        [] if discretion is Discretion.SILENT else _notes(items),
        language,
        discretion,
        now,
        item_count=len(items),
    )


def trial(channel: str, language: str, discretion: Discretion, now: datetime) -> Message:
    """A message that tests a channel; it says nothing about any loan."""
    said = text(
        "This is a test of the reminder channel {channel}. If you can read it, the channel works.", channel=channel
    )
    return _message(
        f"trial/{channel}/{now.isoformat()}",
        text("duewatch: please have a look") if discretion is Discretion.SILENT else text("duewatch: a test"),
        [said],
        [],
        language,
        discretion,
        now,
        item_count=0,
    )


def _message(
    identity: str,
    subject: Text,
    paragraphs: Iterable[Text],
    notes: Iterable[Text],
    language: str,
    discretion: Discretion,
    now: datetime,
    *,
    item_count: int,
) -> Message:
    wording = Wording(language)
    lines = [wording.say(each) for each in paragraphs]
    small = [wording.say(each) for each in notes]
    title = wording.say(subject)
    body = "\n".join([*lines, *([""] if small else []), *small]) + "\n"
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    after = "".join(f"<p>{escape(line)}</p>" for line in small)
    html = (
        f'<!doctype html><html lang="{"zh-CN" if language == "zh" else "en"}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body><ul>{items}</ul>{after}</body></html>"
    )
    return Message(
        id=sha256(identity.encode()).hexdigest()[:32],
        subject=title,
        body=body,
        language=language,
        discretion=discretion,
        created_at=now,
        html=html,
        item_count=item_count,
    )


def _subject(items: Sequence[ReminderItem], discretion: Discretion) -> Text:
    """Seen on locked screens, so it names neither lender nor sum at any discretion."""
    if discretion is Discretion.SILENT:
        return text("duewatch: please have a look")
    if all(item.urgent for item in items):
        return text("duewatch: something with a time limit")
    return ntext("duewatch: {count} payment reminder", "duewatch: {count} payment reminders", len(items))


def _paragraphs(items: Sequence[ReminderItem], discretion: Discretion, on: date) -> list[Text]:
    if discretion is Discretion.SILENT:
        return [text("There is something to look at in duewatch.")]
    amounts = discretion is Discretion.FULL
    return [_about(item, on, amounts=amounts) for item in items]


def _about(item: ReminderItem, on: date, *, amounts: bool) -> Text:
    if item.subject == "promise":
        return _promised(item, amounts=amounts)
    if item.subject == "reply":
        return text(
            "{loan}: no answer is noted to the letter that should have been answered by {day}. Ask where it stands, in "
            "writing; a complaint is the next step.",
            loan=_name(item),
            day=item.due_on,
        )
    if item.subject == "particular":
        return text(
            "{loan}: {what}, {day}, by the contract as you noted it. See there what has to be done before that day.",
            loan=_name(item),
            what=item.label or _name(item),
            day=item.due_on,
        )
    if item.subject == "repricing":
        return text(
            "{loan}: on {day} the rate is set anew by the LPR, and the instalment with it. Look in the bank's notice "
            "what it comes to, and keep enough in the account.",
            loan=_name(item),
            day=item.due_on,
        )
    if item.subject == "report":
        return text(
            "The credit report can be asked for free twice a year: at the PBOC's credit reference centre online, in "
            "some banks' apps or at a counter. Look whether every account in it is yours and stands as it is; "
            "`duewatch import` compares it."
        )
    if item.subject != "bill":
        return _court(item, on)
    if item.rule == "cut-off" and item.at is not None and item.due_on == on:
        return _before_the_hour(item, amounts=amounts)
    return _late(item, amounts=amounts) if item.days_past_due else _coming(item, on, amounts=amounts)


def _court(item: ReminderItem, on: date) -> Text:
    """What a court asked for: the paper's name, never what it is about."""
    paper: Parameter = item.label or _name(item)
    if item.platform_id:
        paper = text("{loan}: {paper}", loan=_name(item), paper=paper)
    if item.subject == "court-undated":
        return text(
            "{paper}: the paper itself names the time limit. Look it up there and keep it; check the case with the "
            "court itself or 12368.",
            paper=paper,
        )
    if item.subject == "hearing" and item.at is not None:
        return text(
            "{paper}: hearing on {at}. Be there or send somebody; without you judgment may be given all the same.",
            paper=paper,
            at=item.at,
        )
    if item.days_past_due:
        return text(
            "{paper}: the time limit {day} has passed. Being late is often still better than nothing: ask the court or "
            "12348 what can be done.",
            paper=paper,
            day=item.due_on,
        )
    return ntext(
        "{paper}: the time limit ends on {day}, in {count} day. Check the case with the court itself or 12368.",
        "{paper}: the time limit ends on {day}, in {count} days. Check the case with the court itself or 12368.",
        (item.due_on - on).days,
        paper=paper,
        day=item.due_on,
    )


def _promised(item: ReminderItem, *, amounts: bool) -> Text:
    """A payment that the borrower promised."""
    known = amounts and item.remaining_fen is not None
    amount: Parameter = Money(item.remaining_fen or 0) if known else text("a payment")
    return text(
        "{loan}: {amount} promised by {day}. Pay only in the app. If it cannot be done, tell them before that day and "
        "ask for another one in writing.",
        loan=_name(item),
        amount=amount,
        day=item.due_on,
    )


def _before_the_hour(item: ReminderItem, *, amounts: bool) -> Text:
    """A bill due today on a platform that is said to end the day early."""
    known = amounts and item.remaining_fen is not None
    amount: Parameter = _amount(item) if known else text("the bill")
    return text(
        "{loan}: {amount} is due today, and the day is said to end there at {hour}. Have the money in the account "
        "before that; the app and the contract count.",
        loan=_name(item),
        amount=amount,
        hour=f"{item.at:%H:%M}",
    )


def _coming(item: ReminderItem, on: date, *, amounts: bool) -> Text:
    """A bill before its due day, or on it."""
    loan, day, days = _name(item), item.due_on, (item.due_on - on).days
    if item.remaining_fen is None:
        return text(
            "{loan}: due on {day}, the amount is not known yet. Look up the bill in the app and enter it.",
            loan=loan,
            day=day,
        )
    if not amounts:
        if days == 0:
            return text("{loan}: due today. If it is debited automatically, check the account's balance.", loan=loan)
        return ntext(
            "{loan}: due on {day}, in {count} day.",
            "{loan}: due on {day}, in {count} days.",
            days,
            loan=loan,
            day=day,
        )
    amount = _amount(item)
    if days == 0:
        return text(
            "{loan}: {amount} due today. If it is debited automatically, check the account's balance.",
            loan=loan,
            amount=amount,
        )
    return ntext(
        "{loan}: {amount} due on {day}, in {count} day.",
        "{loan}: {amount} due on {day}, in {count} days.",
        days,
        loan=loan,
        amount=amount,
        day=day,
    )


def _late(item: ReminderItem, *, amounts: bool) -> Text:
    """A bill whose due day has passed."""
    loan, day, days = _name(item), item.due_on, item.days_past_due
    if not amounts or item.remaining_fen is None:
        return ntext(
            "{loan}: was due on {day}, {count} day ago, and is noted as unpaid.",
            "{loan}: was due on {day}, {count} days ago, and is noted as unpaid.",
            days,
            loan=loan,
            day=day,
        )
    return ntext(
        "{loan}: was due on {day}, {count} day ago; {amount} noted as unpaid, late charges not counted.",
        "{loan}: was due on {day}, {count} days ago; {amount} noted as unpaid, late charges not counted.",
        days,
        loan=loan,
        day=day,
        amount=Money(item.remaining_fen),
    )


def _amount(item: ReminderItem) -> Text | Money:
    remaining = Money(item.remaining_fen or 0)
    if item.minimum_fen is None:
        return remaining
    return text("{amount} (minimum {minimum})", amount=remaining, minimum=Money(item.minimum_fen))


def _notes(items: Sequence[ReminderItem]) -> list[Text]:
    notes: list[Text] = []
    if any(item.days_past_due and item.subject == "bill" for item in items):
        notes.append(
            text(
                "Being one day late may already have been reported, and paying does not promise that this month's mark "
                "goes away. Check in the app what is owed, then pay there or ask for a repayment plan. Rent, food "
                "and medicine come first."
            )
        )
    if all(item.subject in ("court", "hearing", "court-undated") for item in items):
        return [
            text("Legal aid: 12348. A paper that asks for money to an account is to be checked with the court first.")
        ]
    notes.append(
        text(
            "The app and the contract count. duewatch pays nothing for you. Already paid or not possible now: note the "
            "payment, or stop these reminders with `duewatch ack`."
        )
    )
    return notes


def _name(item: ReminderItem) -> Name:
    return loan_name(item.platform_name, item.loan_name)


def loan_name(platform: Literal, own: str) -> Name:
    """A loan by its platform's name, and its own where it has one."""
    if not own or own in (platform.zh, platform.en):
        return Name(platform.zh, platform.en)
    return Name(f"{platform.zh} · {own}", f"{platform.en} · {own}")

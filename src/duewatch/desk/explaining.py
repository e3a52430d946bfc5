"""Explaining: a free question, or a loan's own standing, answered platform by platform with sources."""

from collections.abc import Sequence
from datetime import datetime

from duewatch.config.rules import rulebook
from duewatch.credit.explain import explain as explain_by_rules
from duewatch.credit.explain import kindness
from duewatch.credit.question import nearest_platforms, read_question, situations
from duewatch.credit.statements import join
from duewatch.desk.looking import find_loan, loan_row
from duewatch.desk.session import Session
from duewatch.desk.views import Answer, Answers
from duewatch.model.explanation import Explanation
from duewatch.model.loan_event import GuarantorPaid
from duewatch.model.platform import OWN_TIER, to_check_again
from duewatch.model.situation import LoanSituation, Reading, Situation
from duewatch.model.text import Literal, Name, Text, text
from duewatch.servicing.replay import replay


def ask(session: Session, question: str, now: datetime) -> Answers:
    """Read a question and answer it, once for each platform it names, else for any loan."""
    on, host = now.date(), session.host
    aliases = host.aliases()
    reading = read_question(question, aliases, host.family_words(), on)
    near = nearest_platforms(reading.unknown_words, aliases)
    understood = bool(reading.platforms or reading.topic or reading.days_overdue is not None or reading.unknown_words)
    names = tuple((each, session.platforms.known(each).name or Literal(each, each)) for each in near)
    return Answers(
        reading=reading,
        answers=_answers(session, situations(reading, on)),
        kindness=kindness() if reading.distress else None,
        unknown=_unknown(reading, tuple(name for _, name in names)) if reading.unknown_words else None,
        nearest=names,
        help=None if understood or reading.distress else _what_can_be_asked(),
    )


def _unknown(reading: Reading, near: Sequence[Literal]) -> Text:
    """Which name nobody knows, what is answered instead, and which names are near."""
    word = reading.unknown_words[0]
    known = (
        text("“{word}” is not a platform known here; nothing is said of it.", word=Name(word, word))
        if reading.platforms
        else text(
            "“{word}” is not a platform known here, so what follows holds for any loan of its kind.",
            word=Name(word, word),
        )
    )
    if not near:
        return known
    names: Text = Name(near[0].zh, near[0].en)
    for each in near[1:]:
        names = text("{first}, {second}", first=names, second=Name(each.zh, each.en))
    return join(known, text("Known names that are near: {names}.", names=names))


def _what_can_be_asked() -> Text:
    return text(
        "No platform and nothing about loans was recognised in the question. One can ask about a platform and the "
        "credit report (花呗上征信吗), about being late (借呗逾期3天), about a year (2020年花呗上征信吗), "
        "about what to do (信用卡还不上了怎么办), about removing a record, a mortgage, a car loan, being sued, or "
        "whether a platform is sound."
    )


def explain(session: Session, words: str, now: datetime) -> Answers:
    """What a loan's own standing means for the credit report."""
    on = now.date()
    loan = find_loan(session, words, on)
    row = loan_row(session, loan.id, on)
    events = [event for event in session.ledger.events(loan.id) if event.on <= on]
    standing = replay(loan, events, on)
    minimums = [line.bill.minimum_fen for line in standing.bills if line.state == "late"]
    late = row.days_past_due > 0
    situation = Situation(
        topic="overdue" if late else "reporting",
        on=on,
        platform_id=loan.platform_id,
        days_overdue=row.days_past_due if late else None,
        amount_fen=row.overdue_fen if late else None,
        loan=LoanSituation(
            loan_id=loan.id,
            stage=row.stage,
            overdue_fen=row.overdue_fen,
            days_past_due=row.days_past_due,
            lender=loan.lender,
            minimum_fen=minimums[0] if minimums else None,
            guarantor=next((event.name for event in reversed(events) if isinstance(event, GuarantorPaid)), None),
        ),
    )
    reading = Reading(
        platforms=(loan.platform_id,),
        topic=situation.topic,
        days_overdue=situation.days_overdue,
        amount_fen=situation.amount_fen,
    )
    return Answers(reading=reading, answers=_answers(session, [situation]))


def _answers(session: Session, asked: Sequence[Situation]) -> tuple[Answer, ...]:
    rules = rulebook()

    platforms = {
        each.platform_id: session.platforms.known(each.platform_id).platform for each in asked if each.platform_id
    }

    def by_rules(situation: Situation) -> Explanation:
        # A plugin is handed this: it holds the facts of what was asked about, never the session.
        return explain_by_rules(situation, platforms.get(situation.platform_id or ""), rules)

    return tuple(_answer(session, situation, session.host.explain(situation, rules, by_rules)) for situation in asked)


def _answer(session: Session, situation: Situation, explanation: Explanation) -> Answer:
    known = None if situation.platform_id is None else session.platforms.known(situation.platform_id)
    platform = None if known is None else known.platform
    if known is None or platform is None:
        return Answer(situation.platform_id, None if known is None else known.name, explanation)
    again: tuple[int, ...] = ()
    if to_check_again(platform.checked_on, situation.on):
        aged = {fact.text for fact in platform.facts if all(source.tier != OWN_TIER for source in fact.sources)}
        again = tuple(place for place, point in enumerate(explanation.points) if point.text in aged)
    return Answer(situation.platform_id, known.name, explanation, platform.checked_on, again)

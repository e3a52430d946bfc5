"""The shapes of JSON documents about calls, contacts and papers from a court. Keys are only ever added."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from duewatch.cli import documents
from duewatch.cli.documents import Document, said
from duewatch.model.contact import ConfirmedNumber, Contact, Promise
from duewatch.model.rulebook import Rule
from duewatch.model.text import Text
from duewatch.wording import Wording

if TYPE_CHECKING:
    from duewatch.desk.calling import CallAdvice, Line, NumberCheck
    from duewatch.desk.contact_log import ContactLog, Departure
    from duewatch.desk.contact_noting import Noted
    from duewatch.desk.courts import CourtLine


def contact(one: Contact) -> Document:
    """A contact as it stands now."""
    return {
        "id": one.id,
        "loan": one.loan_id,
        "began_at": one.at,
        "minutes": one.minutes,
        "number": one.number or None,
        "normal": one.normal or None,
        "direction": str(one.direction),
        "channel": str(one.channel),
        "answered": one.answered,
        "reached": str(one.reached),
        "who": one.who or None,
        "company": one.company or None,
        "lender": one.lender or None,
        "agent": one.agent or None,
        "said": one.said or None,
        "offered": one.offered or None,
        "promised_fen": one.promised_fen,
        "promised_by_on": one.promised_by_on,
        "tone": None if one.tone is None else str(one.tone),
        "marks": [str(mark) for mark in one.marks],
        "attachments": [{"name": file.name, "sha256": file.sha256, "size": file.size} for file in one.attachments],
    }


def departure(one: "Departure", wording: Wording) -> Document:
    """A possible departure from a rule. evidence: ids of contacts; unknown: what could change it."""
    return {
        "rule": one.rule.id,
        "on": one.on,
        "text": wording.say(one.text),
        "evidence": list(one.evidence),
        "unknown": said(one.unknown, wording),
        "source": documents.source(one.rule.source),
    }


def confirmed(one: ConfirmedNumber) -> Document:
    """A number the borrower confirmed."""
    return {
        "id": one.id,
        "number": one.number,
        "normal": one.normal,
        "from": str(one.origin),
        "confirmed_at": one.at,
        "loan": one.loan_id,
        "platform": one.platform_id,
        "owner": one.owner or None,
    }


def promise(one: Promise) -> Document:
    """A promise with what became of it."""
    return {
        "id": one.id,
        "loan": one.loan_id,
        "made_at": one.made_at,
        "amount_fen": one.amount_fen,
        "by_on": one.by_on,
        "state": str(one.state),
        "paid_fen": one.paid_fen,
    }


def check(found: "NumberCheck", advice: "CallAdvice", payee: Text | None, wording: Wording) -> Document:
    """What is known of a number, and the routine."""
    newest = found.confirmed[-1] if found.confirmed else None
    owner = None if newest is None else newest.owner or newest.loan_id or newest.platform_id
    return {
        "number": found.number.given,
        "normal": found.number.normal or None,
        "shape": str(found.number.shape),
        "region": found.number.region or None,
        "known": found.known,
        "owner": owner,
        "confirmed": [confirmed(one) for one in found.confirmed],
        "looks_like": found.like,
        "published": [
            {"platform": one.platform_id, **documents.fact(one.fact, wording)} for one in found.published
        ],
        "remarks": said(found.remarks, wording),
        "payee": None if payee is None else wording.say(payee),
        "contacts": [contact(one) for one in found.contacts],
        "contact_count": found.contact_count,
        "routine": _lines(advice.guide.steps, wording),
        "signs": _lines(advice.guide.signs, wording),
        "on_sign": wording.say(advice.guide.on_sign.text),
        "departures": [departure(one, wording) for one in found.departures],
    }  # fmt: skip


def advice(found: "CallAdvice", wording: Wording) -> Document:
    """What to do and to say."""
    guide, script = found.guide, found.script
    return {
        "loan": found.loan_id,
        "stage": found.stage,
        "situation": found.situation,
        "routine": _lines(guide.steps, wording),
        "say": said(script.say, wording),
        "avoid": said(script.avoid, wording),
        "then": said(script.then, wording),
        "signs": _lines(guide.signs, wording),
        "on_sign": wording.say(guide.on_sign.text),
        "situations": [{"id": one.id, "name": wording.say(one.name)} for one in guide.situations],
        "sheet": {"title": wording.say(guide.sheet_title), "lines": said(guide.sheet, wording)},
        "caution": None if found.caution is None else wording.say(found.caution),
    }


def noted(one: "Noted", wording: Wording) -> Document:
    """A contact that was noted, with what it shows."""
    return {
        "batch": one.batch_id,
        "contact": contact(one.contact),
        "departures": [departure(each, wording) for each in one.departures],
        "caution": None if one.caution is None else wording.say(one.caution),
        "kindness": None if one.kindness is None else wording.say(one.kindness),
    }


def contact_log(found: "ContactLog", wording: Wording) -> Document:
    """The log with what it shows."""
    return {
        "count": found.count,
        "contacts": [contact(one) for one in found.contacts],
        "departures": [departure(one, wording) for one in found.departures],
        "by_hour": [{"on": day, "hour": hour, "contacts": count} for day, hour, count in found.by_hour],
    }


def court(line: "CourtLine", wording: Wording) -> Document:
    """A paper from a court with its time limit and what to do."""
    paper, limit = line.paper, line.deadline
    return {
        "id": paper.id,
        "kind": str(paper.paper),
        "name": wording.say(line.about.name),
        "loan": paper.loan_id,
        "received_at": paper.at,
        "court": paper.court or None,
        "case_number": paper.case_number or None,
        "hearing_at": paper.hearing_at,
        "checked": paper.checked,
        "answered_on": paper.answered_on,
        "deadline_on": limit.on,
        "in_days": limit.in_days,
        "rule": None if limit.rule is None else limit.rule.id,
        "source": None if limit.rule is None else documents.source(limit.rule.source),
        "do": said(line.about.do, wording),
        "check": wording.say(line.guide.check_court.text),
        "help": wording.say(line.guide.legal_help.text),
        "note": paper.note or None,
    }


def rule_fact(rule: Rule, wording: Wording) -> Document:
    """A rule with its source."""
    return documents.fact(rule.as_fact(), wording)


def _lines(lines: "Iterable[Line]", wording: Wording) -> list[Document]:
    return [{"id": line.id, "text": wording.say(line.text)} for line in lines]

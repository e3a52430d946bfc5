"""Letters: which one is for a loan, and its text. Every fact in it is from the record or was typed by the borrower;
where one is missing nothing is written, and the missing one is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from duewatch.dossier import page, templates
from duewatch.dossier.case import Case, agreement, day, of_record, open_bills
from duewatch.dossier.kinds import Blank, LetterKind, Origin, Shape, Shows, letters
from duewatch.dossier.letter_rules import in_force, quoted, rules_for, whole, within
from duewatch.model.loan_event import LoanEvent
from duewatch.model.money import parse_yuan
from duewatch.model.problem import InputProblem
from duewatch.model.rulebook import Rule
from duewatch.model.text import Literal, Text, text
from duewatch.wording import Wording

LONGEST_FACT = 20_000
"""Characters of one typed fact."""


@dataclass(frozen=True, slots=True)
class Reply:
    """By when an answer is to come, if the letter arrives on its own day. days: the period; rule: where it stands."""

    by_on: date
    days: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished letter. rules: those it quotes; cautions: when not to send it; goes_to: whom it goes to, where a rule
    tells."""

    kind: LetterKind
    language: str
    title: str
    words: str
    rules: tuple[Rule, ...]
    cautions: tuple[Text, ...]
    reply: Reply | None
    goes_to: Rule | None

    def html(self) -> str:
        """The letter as a page to print."""
        return page.page(self.title, self.language, [page.plain(self.words)])


@dataclass(frozen=True, slots=True)
class Offered:
    """A letter beside a loan: why it is not for it (None: it is), and the facts that are still missing."""

    kind: LetterKind
    why_not: Text | None
    missing: tuple[Blank, ...]


def kind_of(kind_id: str) -> LetterKind:
    """The letter of an id. Raises InputProblem naming those there are."""
    kinds = letters().kinds
    if kind_id not in kinds:
        raise InputProblem(
            text("There is no letter “{kind}”.", kind=kind_id), text("One of: {choices}", choices=", ".join(kinds))
        )
    return kinds[kind_id]


def offered(case: Case, events: Sequence[LoanEvent], wording: Wording, own: Path | None) -> list[Offered]:
    """Every letter with whether it is for the loan, why not, and what is missing for it. own: the folder of the
    borrower's own texts."""
    found = []
    for kind in letters().kinds.values():
        why = why_not(kind, case)
        known = {} if why else _known(kind, case, events, {}, wording)
        words = templates.template(kind.id, case.platform_kind, wording.language, own)
        found.append(Offered(kind, why, () if why else tuple(_missing(kind, words, known))))
    return found


def why_not(kind: LetterKind, case: Case) -> Text | None:
    """Why a letter is not for the loan; None: it is."""
    outside = kind.otherwise or kind.name
    if kind.for_platforms and case.platform_kind not in kind.for_platforms:
        return outside
    if case.platform_kind in kind.not_platforms:
        return outside
    if kind.lenders and case.lender_kind is None:
        return text(
            "Whom it goes to hangs on the kind of lender, and that cannot be told: enter the lender's full name from "
            "the contract with “duewatch loan edit”."
        )
    if kind.lenders and case.lender_kind not in kind.lenders:
        return outside
    shown = _not_shown(kind.shows, case)
    if shown is not None:
        return shown
    if kind.needs_rule and not rules_for(kind, case):
        return text("No rule that it rests on is in force for this loan on {on}.", on=case.on)
    return None


def write(
    kind: LetterKind,
    case: Case,
    events: Sequence[LoanEvent],
    typed: Mapping[str, str],
    wording: Wording,
    words: str,
) -> Letter:
    """The letter. typed: facts as the borrower wrote them; words: the text with its blanks.

    Raises InputProblem where it is not for the loan, a fact is missing or cannot be, or the record says otherwise.
    """
    why = why_not(kind, case)
    if why is not None:
        raise InputProblem(text("“{letter}” is not for this loan.", letter=kind.name), why)
    known = _known(kind, case, events, _read(kind, case, typed, words, events, wording), wording)
    missing = _missing(kind, words, known)
    if missing:
        raise MissingFacts(kind, tuple(missing))
    rules = rules_for(kind, case) if "rules" in templates.blanks(words) else ()
    filled = templates.fill(words, known)
    return Letter(
        kind=kind,
        language=wording.language,
        title=wording.say(kind.name),
        words=filled,
        rules=rules,
        cautions=kind.not_when,
        reply=_reply(kind, case),
        goes_to=in_force(case, kind.hotline),
    )


class MissingFacts(InputProblem):
    """A letter is not written because facts are missing. blanks: which."""

    def __init__(self, kind: LetterKind, blanks: tuple[Blank, ...]) -> None:
        names = Literal(
            "、".join(f"{blank.name.zh}（{blank.id}）" for blank in blanks),
            ", ".join(f"{blank.name.en} ({blank.id})" for blank in blanks),
        )
        super().__init__(
            text("“{letter}” is not written, because facts are missing: {names}.", letter=kind.name, names=names),
            text("Give each with --fact name=value, only as it is true; --fact name=- reads it from a line of input."),
        )
        self.blanks = blanks


def _not_shown(shows: Shows, case: Case) -> Text | None:
    standing = case.standing
    if shows is Shows.SETTLED and not standing.settled:
        return text("By the record this loan is not settled; “duewatch loan close” notes that it is.")
    if shows in {Shows.OPEN, Shows.OPEN_BILL} and (standing.settled or standing.outstanding_fen == 0):
        return text("By the record nothing of this loan is left to pay.")
    if shows is Shows.OPEN_BILL and not open_bills(standing):
        return text("By the record no bill of this loan is open; enter it with “duewatch loan bill”.")
    if shows is Shows.ARRANGED and agreement(standing) is None:
        return text("No agreement is on record; note it with “duewatch arrange” first.")
    return None


def _known(
    kind: LetterKind, case: Case, events: Sequence[LoanEvent], typed: Mapping[str, str], wording: Wording
) -> dict[str, str]:
    known = dict(typed) | of_record(case, events, wording)
    rules = rules_for(kind, case)
    if rules:
        known["rules"] = quoted(rules, wording)
    return known


def _missing(kind: LetterKind, words: str, known: Mapping[str, str]) -> list[Blank]:
    return [_blank(name) for name in templates.blanks(words) if name not in known and name not in kind.without]


def _blank(name: str) -> Blank:
    """A blank; one of the borrower's own text is theirs to fill."""
    return letters().blanks.get(name) or Blank(name, Literal(name, name), Origin.TYPED, Shape.TEXT)


def _read(
    kind: LetterKind,
    case: Case,
    typed: Mapping[str, str],
    words: str,
    events: Sequence[LoanEvent],
    wording: Wording,
) -> dict[str, str]:
    """The typed facts as the letter writes them. Raises InputProblem for one that the letter has no blank for, that
    cannot be read, or that the record knows otherwise."""
    record, asked = of_record(case, events, wording), templates.blanks(words)
    read: dict[str, str] = {}
    for name, value in typed.items():
        if name not in asked:
            raise InputProblem(
                text("The letter has no blank “{name}”.", name=name),
                text("Its blanks: {names}", names=", ".join(asked)),
            )
        blank = _blank(name)
        written = _written(blank, value, wording)
        if blank.origin is Origin.RECORD and name not in record:
            raise InputProblem(
                text("“{name}” is filled from the record alone, which does not know it.", name=blank.name),
                text("Enter it there first."),
            )
        if name in record and written != record[name]:
            raise InputProblem(
                text("The record says otherwise about “{name}”.", name=blank.name),
                text("Correct the record, or leave the fact out: a letter says what the record says."),
            )
        read[name] = written
    _check_limits(kind, case, typed)
    return read


def _written(blank: Blank, value: str, wording: Wording) -> str:
    words = "\n".join("".join(filter(str.isprintable, line)).rstrip() for line in value.strip().splitlines())
    if not words or len(words) > LONGEST_FACT:
        raise InputProblem(text("“{name}” is empty or too long.", name=blank.name), text("Write it, as it is."))
    try:
        if blank.shape is Shape.AMOUNT:
            fen = parse_yuan(words)
            if fen <= 0:
                raise ValueError(words)
            return wording.money(fen)
        if blank.shape is Shape.DAY:
            return day(date.fromisoformat(words), wording)
        if blank.shape is Shape.WHOLE:
            if not words.isascii() or not words.isdecimal() or int(words) < 1:
                raise ValueError(words)
            return str(int(words))
    except ValueError:
        raise InputProblem(
            text("“{name}” cannot be read: {value}", name=blank.name, value=words[:60]),
            text("Write an amount like 805.70, a day like 2026-11-23, a number in digits."),
        ) from None
    return words


def _check_limits(kind: LetterKind, case: Case, typed: Mapping[str, str]) -> None:
    """Raises InputProblem where a typed figure is beyond what the rule allows, or a day is past."""
    if kind.at_most is not None and kind.at_most[0] in typed:
        limit = whole(case, kind.at_most[1])
        if limit is not None and int(typed[kind.at_most[0]]) > limit:
            raise InputProblem(
                text("“{name}” is more than the rule allows: at most {limit}.", name=_blank(kind.at_most[0]).name,
                     limit=limit),
                text("Ask for no more than that."),
            )  # fmt: skip
    new_due = typed.get("new_due_on", "").strip()
    if new_due and case.bill is not None and date.fromisoformat(new_due) <= max(case.bill.bill.due_on, case.on):
        raise InputProblem(
            text("The day you ask for lies before today, or before the due day of the bill."),
            text("Give a later day with --fact new_due_on=…"),
        )


def _reply(kind: LetterKind, case: Case) -> Reply | None:
    """By when an answer is to come. The day of arrival is not counted (rule "period-start"); a holiday at the end may
    put it off, which is not reckoned here."""
    if kind.reply is None:
        return None
    rule, days = in_force(case, kind.reply.rule), whole(case, kind.reply)
    if rule is None or days is None or not within(rule, case):
        return None
    return Reply(case.on + timedelta(days=days), days, rule)

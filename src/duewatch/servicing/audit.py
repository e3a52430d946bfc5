"""Bill audit: the lender's figures held against ours, line by line.

A gap is put down to the simplest single cause that makes it, or named unexplained (audit_causes.py). The words never
accuse: "would be explained by …, ask the lender".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from duewatch.model.bill import Part
from duewatch.model.money import Fen
from duewatch.model.text import Money, Text, text
from duewatch.servicing.audits.audit_causes import Cause, Found, Ours, explained, not_known

PARTS = (Part.PRINCIPAL, Part.INTEREST, Part.FEE, Part.CHARGE)
TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the lender states; None: it does not say."""

    principal_fen: Fen | None = None
    interest_fen: Fen | None = None
    fee_fen: Fen | None = None
    charge_fen: Fen | None = None
    total_fen: Fen | None = None

    def of(self, part: Part) -> Fen | None:
        """The figure of a part."""
        return {
            Part.PRINCIPAL: self.principal_fen,
            Part.INTEREST: self.interest_fen,
            Part.FEE: self.fee_fen,
            Part.CHARGE: self.charge_fen,
        }[part]


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One figure against the other. part: a Part's value or "total". gap_fen: theirs less ours, None where one of them
    is not there. cause None: they agree, or there is nothing to compare."""

    part: str
    ours_fen: Fen | None
    theirs_fen: Fen | None
    gap_fen: Fen | None
    cause: Cause | None
    words: Text


@dataclass(frozen=True, slots=True)
class Audit:
    """All lines, the total last. unexplained_fen: what no single cause explains, with its sign."""

    lines: tuple[AuditLine, ...]
    unexplained_fen: Fen


def audit(ours: Ours, stated: Stated) -> Audit:
    """Hold the lender's figures against ours."""
    lines = [_line(part, ours, stated) for part in PARTS]
    total, rest = _total(lines, ours, stated)
    unexplained = sum(line.gap_fen or 0 for line in lines if line.cause is Cause.UNEXPLAINED)
    unexplained += sum(line.theirs_fen or 0 for line in lines if _beside_total(line))
    if total.cause in {Cause.UNEXPLAINED, Cause.NOT_KNOWN}:
        unexplained += rest
    return Audit((*lines, total), unexplained)


def _line(part: Part, ours: Ours, stated: Stated) -> AuditLine:
    """One part."""
    own, theirs = ours.parts.get(part), stated.of(part)
    if theirs is None:
        return AuditLine(part, own, None, None, None, text("The lender's figure was not given."))
    if own is None:
        return AuditLine(part, None, theirs, None, Cause.NOT_KNOWN, not_known(part, theirs, ours))
    gap = theirs - own
    if gap == 0:
        return AuditLine(part, own, theirs, 0, None, text("Agrees to the fen."))
    found = explained(gap, (part,), ours, whole=False)
    return AuditLine(part, own, theirs, gap, found.cause, found.words)


def _total(lines: Sequence[AuditLine], ours: Ours, stated: Stated) -> tuple[AuditLine, Fen]:
    """The whole, and what of its gap the lines above do not hold."""
    own, theirs = ours.total_fen, stated.total_fen
    compared = [line for line in lines if line.theirs_fen is not None]
    sum_of_theirs = sum(line.theirs_fen or 0 for line in compared)
    if theirs is None:
        whole = sum_of_theirs if len(compared) == len(lines) else None
        gap = None if whole is None or own is None else whole - own
        cause = Cause.LINES if gap else None
        return AuditLine(TOTAL, own, whole, gap, cause, _of_lines(whole, gap)), 0
    if own is None:
        words = text("What is to be paid is not known here, so there is nothing to hold the lender's figure against.")
        return AuditLine(TOTAL, None, theirs, None, Cause.NOT_KNOWN, words), 0
    gap = theirs - own
    rest = gap - sum((line.theirs_fen or 0) if _beside_total(line) else (line.gap_fen or 0) for line in compared)
    if gap == 0 and rest == 0:
        return AuditLine(TOTAL, own, theirs, 0, None, text("Agrees to the fen.")), 0
    if rest == 0:
        return AuditLine(TOTAL, own, theirs, gap, Cause.LINES, text("The gap is that of the lines above.")), 0
    open_parts = tuple(Part(line.part) for line in lines if line.gap_fen is None and not _beside_total(line))
    if not open_parts:
        found = Found(
            Cause.UNEXPLAINED,
            text("The lender's own lines add up to {sum}, its total is {total}. Ask the lender what makes the "
                 "difference.", sum=Money(sum_of_theirs), total=Money(theirs)),
        )  # fmt: skip
    else:
        found = explained(rest, open_parts, ours, whole=True)
    told: Text = found.words
    if rest != gap:
        told = text("Beside the lines above, {rest} is left over. {words}", rest=Money(rest), words=found.words)
    return AuditLine(TOTAL, own, theirs, gap, found.cause, told), rest


def _beside_total(line: AuditLine) -> bool:
    """A late charge that the lender states and that cannot be reckoned here: our total holds nothing of it."""
    return line.part == Part.CHARGE and line.cause is Cause.NOT_KNOWN


def _of_lines(whole: Fen | None, gap: Fen | None) -> Text:
    if whole is None or gap is None:
        return text("The lender's figure was not given.")
    return text("The gap is that of the lines above.") if gap else text("Agrees to the fen.")

"""Which rules a letter may quote for a loan: in force that day, confirmed, and within their own scope."""

from collections.abc import Sequence

from duewatch.dossier.case import Case
from duewatch.dossier.kinds import Figure, LetterKind, Scope, letters
from duewatch.model.rulebook import Rule
from duewatch.model.text import Literal, text
from duewatch.wording import Wording


def rules_for(kind: LetterKind, case: Case) -> tuple[Rule, ...]:
    """The rules that may be quoted: in force, confirmed, and for this loan."""
    found = (in_force(case, rule_id) for rule_id in kind.rules)
    return tuple(rule for rule in found if rule is not None and within(rule, case))


def in_force(case: Case, rule_id: str | None) -> Rule | None:
    """The rule, if it is confirmed and in force on the day of the letter."""
    rule = case.rules.get(rule_id) if rule_id else None
    return rule if rule is not None and rule.usable and rule.in_force(case.on) else None


def within(rule: Rule, case: Case) -> bool:
    """Whether the loan lies within the rule's own scope."""
    scope = letters().scopes.get(rule.id, Scope())
    if scope.platforms and case.platform_kind not in scope.platforms:
        return False
    if scope.lenders and case.lender_kind not in scope.lenders:
        return False
    if scope.before_due and (case.bill is None or case.bill.bill.due_on <= case.on):
        return False
    lent_on = case.loan.terms.disbursed_on
    return not scope.new_loans_only or (lent_on is not None and rule.in_force(lent_on))


def quoted(rules: Sequence[Rule], wording: Wording) -> str:
    """Rules as a letter quotes them: by name and in substance, with whom they bind."""
    lines = [wording.say(text("The rules this rests on, in substance:"))]
    for rule in rules:
        cite = letters().cites.get(rule.id) or Literal(rule.source.title, rule.source.title)
        if rule.scope is None:
            lines.append(wording.say(text("· {rule}: {words}", rule=cite, words=rule.text)))
        else:
            lines.append(
                wording.say(text("· {rule} (for: {scope}): {words}", rule=cite, scope=rule.scope, words=rule.text))
            )
    return "\n".join(lines)


def whole(case: Case, figure: Figure) -> int | None:
    """A figure of a rule that is in force, as a whole number."""
    rule = in_force(case, figure.rule)
    number = None if rule is None else rule.number(figure.parameter)
    return None if number is None else int(number)

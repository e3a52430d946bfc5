"""From which account a loan is debited and when, what is in the account, and when pay comes in."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from duewatch.desk.views import LoanDetail
from duewatch.model.debit import read_account, read_debit_time
from duewatch.model.money import format_yuan
from duewatch.model.text import Text, text
from duewatch.ui.entries import read_balance, read_days_of_month, read_money, reading
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.screens.payment_form import loan_name
from duewatch.ui.widgets.fields import TypedField

if TYPE_CHECKING:
    from duewatch.desk.debits import Account
    from duewatch.desk.desk import Desk


class DebitForm(FormScreen):
    """known: what was typed in of accounts, by name."""

    def __init__(self, detail: LoanDetail, known: "Mapping[str, Account]") -> None:
        super().__init__()
        self._detail = detail
        self._known = known

    def title_words(self) -> Text:
        """Which loan."""
        return text("Debited from: {loan}", loan=loan_name(self._detail))

    def lead_words(self) -> Text:
        """What is kept of it."""
        return text("Bank and last digits only. Balance and pay are those of the account, for all its loans.")

    def fields(self) -> Iterable[Widget]:
        """Account and time of the loan; balance, paydays and pay of the account."""
        loan = self._detail.loan
        account = self._known.get(loan.debit_account or "")
        yield TypedField("account", text("Account"), reading(read_account), initial=loan.debit_account or "",
                         hint=text("like: 招商银行 1234"), private=True)  # fmt: skip
        yield TypedField("at", text("Time"), reading(read_debit_time), initial=loan.debit_at or "",
                         hint=text("09:00, as contract or app say; empty: not known"))  # fmt: skip
        balance = None if account is None else account.balance_fen
        yield TypedField("balance", text("In it today"), read_balance, private=True,
                         initial="" if balance is None else format_yuan(balance), hint=text("in yuan"))  # fmt: skip
        days = () if account is None else account.paydays
        yield TypedField("paydays", text("Paydays"), read_days_of_month, initial=", ".join(map(str, days)),
                         hint=text("days of the month, such as 10 or 10, 25"))  # fmt: skip
        pay = None if account is None else account.pay_fen
        yield TypedField("pay", text("Pay each time"), read_money, private=True,
                         initial="" if pay is None else format_yuan(pay), hint=text("in yuan"))  # fmt: skip

    def submit(self, values: Mapping[str, Any]) -> None:
        """Store what changed."""
        loan, now = self._detail.loan, self.program.now()
        name, at = values["account"], values["at"]
        of_account = {"balance_fen": values["balance"], "paydays": values["paydays"], "pay_fen": values["pay"]}
        if name is None and any(value is not None for value in of_account.values()):
            self.say_problem(text("Which account is it in? Write bank and last digits."))
            return

        def work(desk: "Desk") -> None:
            if (name, at) != (loan.debit_account, loan.debit_at):
                desk.set_debit(loan.id, name, at, now)
            if name is not None and any(value is not None for value in of_account.values()):
                desk.set_account(name, now, **of_account)

        def done(_: object) -> None:
            self.program.tell(text("Noted."))
            self.dismiss()

        self.write(work, done)

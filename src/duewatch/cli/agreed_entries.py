"""The commands about what lenders offered and what was agreed; a part of the list in `entries.py`."""

from duewatch.cli.entry import Entry
from duewatch.model.text import text


def agreed_entries() -> tuple[Entry, ...]:
    """In the order of the help."""
    return (
        Entry(
            "offer note",
            "agreed",
            text("Note what a lender offered in place of the plan, as far as it was told"),
            "duewatch offer note xiaohua-1 --instalments 6 --each 700 --first 2026-12-15 --expires 2026-11-30",
        ),
        Entry("offer list", "agreed", text("Offers that were noted, and what became of them"), "duewatch offer list"),
        Entry(
            "offer compare",
            "agreed",
            text("Offers side by side with the plan and with paying nothing"),
            "duewatch offer compare xiaohua-1",
        ),
        Entry(
            "offer accept",
            "agreed",
            text("Note that an offer was accepted: it becomes an arrangement"),
            "duewatch offer accept xiaohua-1 57 --dry-run",
        ),
        Entry(
            "offer decline",
            "agreed",
            text("Note that an offer is not taken up"),
            "duewatch offer decline xiaohua-1 57",
        ),
        Entry(
            "debits",
            "debits",
            text("Which account each loan is debited from, when, and whether one account can serve all"),
            "duewatch debits --days 31",
            open_ended=True,
        ),
        Entry(
            "debits account",
            "debits",
            text("Note what is in an account today, and on which days pay comes in"),
            'duewatch debits account "招商银行 1234" --balance 800 --payday 15 --pay 6500',
        ),
        Entry(
            "confirmation list",
            "agreed",
            text("What was agreed, and whether it was confirmed in writing"),
            "duewatch confirmation list",
        ),
        Entry(
            "confirmation asked",
            "agreed",
            text("Note that the written confirmation of what was agreed was asked for"),
            "duewatch confirmation asked xiaohua-1",
        ),
        Entry(
            "confirmation filed",
            "agreed",
            text("File the written confirmation of what was agreed, with its checksum"),
            "duewatch confirmation filed xiaohua-1 confirmation.pdf",
        ),
    )

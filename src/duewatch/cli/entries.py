"""The list of commands: what each is called, the file it is in, what it does, an example."""

from duewatch.cli.agreed_entries import agreed_entries
from duewatch.cli.entry import Entry
from duewatch.cli.plugin_entries import plugin_entries
from duewatch.model.text import text


def entries() -> tuple[Entry, ...]:
    """Every command, in the order of the help."""
    return (
        Entry(
            "today",
            "looking",
            text("What is due next, what is late and in which stage, the cash needed, what to do"),
            "duewatch today",
        ),
        Entry("due", "looking", text("Bills to come and overdue bills, by day"), "duewatch due --within 30d"),
        Entry("loans", "looking", text("Every loan with its standing and stage"), "duewatch loans --sort amount"),
        Entry(
            "loan show",
            "loans",
            text("One loan whole: terms, stage, bills, payments and how each was allocated"),
            "duewatch loan show xiaohua-1",
        ),
        Entry(
            "loan add",
            "loans",
            text("Add a loan; what the contract does not say stays unknown"),
            "duewatch loan add --platform huabei --kind revolving --statement-day 1 --due-day 10",
        ),
        Entry(
            "loan edit",
            "loans",
            text("Change a loan's terms or names, or mute its reminders"),
            "duewatch loan edit xiaohua-1 --late-daily 0.1",
        ),
        Entry(
            "loan bill",
            "loans",
            text("Enter a bill as the app shows it; without an amount it is not known yet"),
            "duewatch loan bill huabei-1 2026-12-10 1204.10",
        ),
        Entry(
            "loan demand",
            "loans",
            text("Note a collection call, an agency's letter or a court paper: it moves the stage"),
            "duewatch loan demand xiaohua-1 formal-collection --on 2026-11-20",
        ),
        Entry(
            "loan note",
            "agreeing",
            text("Note a charge, a waiver, a refund, more money lent, or that a guarantor paid"),
            "duewatch loan note xiaohua-1 charged 15.00 --bill 7",
        ),
        Entry(
            "loan party",
            "contract",
            text("Note who is lender, guarantor, creditor or collecting agency, and since when"),
            "duewatch loan party xiaohua-1 agency 某某催收公司 --on 2026-11-20",
        ),
        Entry(
            "loan particular",
            "contract",
            text("Note what the contract says beyond bills: a return day, a buy-out price, a cash value"),
            "duewatch loan particular youpinzu-1 return-on 2027-03-01",
        ),
        Entry(
            "loan bounced",
            "agreeing",
            text("Note that a payment did not arrive"),
            "duewatch loan bounced xiaohua-1 12 --on 2026-11-22",
        ),
        Entry(
            "loan accelerate",
            "loans",
            text("Note that the lender declared the whole debt due at once"),
            "duewatch loan accelerate xiaohua-1 --on 2026-11-20 --due 2026-11-30",
        ),
        Entry(
            "loan pause",
            "pausing",
            text("Note that collecting stands still: why, agreed with whom, until when; or correct it"),
            "duewatch loan pause xiaohua-1 --reason illness --with 8012 --until 2027-01-31",
        ),
        Entry(
            "loan resume",
            "pausing",
            text("Note that a pause ended before its day"),
            "duewatch loan resume xiaohua-1 --on 2026-11-22",
        ),
        Entry(
            "loan limitation",
            "court",
            text("Days from which the limitation period of a loan may run; what to ask first"),
            "duewatch loan limitation xiaohua-1",
        ),
        Entry("loan close", "loans", text("Mark a loan as settled"), "duewatch loan close jiebei-1 --on 2026-11-20"),
        Entry(
            "pay",
            "writing",
            text("Note a payment you made elsewhere; duewatch itself pays nothing"),
            "duewatch pay xiaohua-1 805.70 --on 2026-11-22",
        ),
        Entry(
            "suppose",
            "supposing",
            text("Where a loan stands on a day, as it is and under suppositions"),
            'duewatch suppose xiaohua-1 "pay 2026-12-12 500"',
        ),
        Entry(
            "prepay",
            "agreeing",
            text("What it takes to pay back a loan early, all or a part, and what it saves"),
            "duewatch prepay jiebei-1 5000 --on 2026-12-01",
        ),
        Entry(
            "arrange",
            "agreeing",
            text("Note what was agreed in place of the plan; shows it before and after"),
            'duewatch arrange jiebei-1 --bill "2027-01-15 500" --bill "2027-02-15 500" --dry-run',
        ),
        Entry(
            "call", "calling", text("Someone is calling: what to ask, what to say, what not to say"), "duewatch call"
        ),
        Entry(
            "call script",
            "calling",
            text("What to say for a loan's stage and your situation; your own words in place of ours"),
            "duewatch call script --loan xiaohua-1 --situation lost-job",
        ),
        Entry(
            "call sheet",
            "calling",
            text("Print the page for a relative or an employer who was called, or write it"),
            "duewatch call sheet --out ~/letters",
        ),
        Entry(
            "call check",
            "calling",
            text("Whether you confirmed a number, earlier contacts from it, what to ask"),
            "duewatch call check 95188",
        ),
        Entry(
            "call log",
            "calls",
            text("Note a call, a message, a letter or a visit; “-” reads words from standard input"),
            "duewatch call log --loan xiaohua-1 --number - --at 21:59 --said -",
        ),
        Entry(
            "call list",
            "calls",
            text("The contact log, and possible departures from the conduct rules"),
            "duewatch call list --loan xiaohua-1",
        ),
        Entry("call withdraw", "calls", text("Take an entry of the contact log back"), "duewatch call withdraw 3"),
        Entry(
            "call confirm",
            "calling",
            text("Confirm a number that you read in the contract, in the app or on the bank card"),
            "duewatch call confirm 95188 --from app --platform huabei",
        ),
        Entry(
            "call hours",
            "calling",
            text("Note hours in which you agreed to be called"),
            "duewatch call hours 09:00-21:00 --loan xiaohua-1",
        ),
        Entry("promise list", "calls", text("What you promised, and what became of it"), "duewatch promise list"),
        Entry(
            "court add",
            "court",
            text("Something came from a court: what to do, by when, how to check it"),
            "duewatch court add payment-order --loan xiaohua-1 --on 2026-11-20",
        ),
        Entry("court list", "court", text("Papers from courts with their time limits"), "duewatch court list"),
        Entry(
            "court note",
            "court",
            text("Note that a case was checked, or that your answer went out"),
            "duewatch court note 4 --checked --answered 2026-11-28",
        ),
        Entry(
            "import",
            "importing",
            text("Read exported bills or pasted messages; “-” reads standard input"),
            "duewatch import alipay.csv --dry-run",
        ),
        Entry(
            "mask", "masking", text("A copy of a message or a file that is safe to share"), "duewatch mask message.txt"
        ),
        Entry(
            "schedule",
            "schedule",
            text("The repayment plan of an offer and what it truly costs a year, without storing anything"),
            "duewatch schedule --principal 12000 --annual-rate 7.2 --instalments 12 --method equal-instalment "
            "--disbursed 2026-12-01",
        ),
        Entry("undo", "writing", text("Take a batch back whole, by default the latest"), "duewatch undo"),
        Entry("batches", "writing", text("What was imported and entered, newest first"), "duewatch batches"),
        Entry(
            "ask",
            "explaining",
            text("Ask about platforms, overdue days and the credit report"),
            "duewatch ask 花呗逾期3天上征信吗",
        ),
        Entry(
            "explain",
            "explaining",
            text("What a loan's own standing means for the credit report"),
            "duewatch explain xiaohua-1",
        ),
        Entry(
            "card",
            "carding",
            text("A card's statements worked out from its posts: interest, minimum, damages"),
            "duewatch card credit-card-1 --posts posts.csv",
        ),
        Entry(
            "offer",
            "offers",
            text("What an advertised loan truly costs a year; several offers side by side"),
            'duewatch offer "principal=10000 instalments=12 each=959.33" "principal=10000 instalments=12 rate=15"',
            open_ended=True,
        ),
        *agreed_entries(),
        Entry(
            "solve",
            "offers",
            text("The missing one of payment, rate, term, present and final value"),
            "duewatch solve --present 10000 --rate 1 --periods 12 --final 0",
        ),
        Entry(
            "strip",
            "strips",
            text("The month codes the credit report may show of a loan, past and forecast"),
            'duewatch strip xiaohua-1 --if "pay 2026-12-20 812.00"',
        ),
        Entry("report", "reporting", text("The credit report beside what is known here, compared"), "duewatch report"),
        Entry(
            "report link", "reporting", text("Say which loan an account of it is"), "duewatch report link 3 huabei-1"
        ),
        Entry(
            "report add",
            "reporting",
            text("Add the loan that an account of it is"),
            "duewatch report add 3 --platform huabei",
        ),
        Entry(
            "inquiry add",
            "inquiring",
            text("Note a query of the credit report: when, by whom, why"),
            "duewatch inquiry add --on 2026-11-02 --by 某某银行 --reason loan-approval",
        ),
        Entry(
            "inquiry list",
            "inquiring",
            text("Queries noted, and how many hard ones in the last 1, 3, 6 and 24 months"),
            "duewatch inquiry list",
        ),
        Entry(
            "ladder", "explaining", text("A platform's collection ladder with its sources"), "duewatch ladder 小花钱包"
        ),
        Entry(
            "cost",
            "cost",
            text("The true yearly cost of dated amounts, beside the legal ceilings"),
            "duewatch cost --flows flows.csv",
        ),
        Entry(
            "audit",
            "auditing",
            text("The lender's figures beside ours, line by line, and what would explain a gap"),
            "duewatch audit xiaohua-1 --total 826.30",
        ),
        Entry(
            "letter",
            "papers",
            text("A letter from your own records, with what to know before you send it"),
            "duewatch letter statement xiaohua-1 --fact borrower=- --fact contact=- --out letters",
            open_ended=True,
        ),
        Entry(
            "letter list",
            "papers",
            text("Which letters are for a loan, which are not and why, and which facts are missing"),
            "duewatch letter list xiaohua-1",
        ),
        Entry(
            "letter text",
            "papers",
            text("Copy a letter's text to where you may change it"),
            "duewatch letter text extension xiaohua-1",
        ),
        Entry(
            "evidence",
            "bundling",
            text("All that is on record about loans as one sealed file, with a page that opens without a network"),
            "duewatch evidence xiaohua-1 --out evidence.zip --hide names",
            open_ended=True,
        ),
        Entry(
            "evidence verify",
            "bundling",
            text("Whether a bundle was changed since it was sealed"),
            "duewatch evidence verify evidence.zip",
        ),
        Entry("remind", "reminding", text("Send the reminders that are due now, once"), "duewatch remind --dry-run"),
        Entry(
            "watch",
            "watching",
            text("Stay and send reminders when they are due, or let the system do it"),
            "duewatch watch --install",
        ),
        Entry("ack", "reminding", text("Stop reminders about a loan's present bills"), "duewatch ack huabei-1"),
        Entry(
            "snooze",
            "reminding",
            text("Stop reminders about a loan's present bills until a day"),
            "duewatch snooze huabei-1 --until 2026-12-01",
        ),
        *plugin_entries(),
        Entry("config path", "config", text("Where the config file and the data are"), "duewatch config path"),
        Entry(
            "config init", "config", text("Write a first config file with every key explained"), "duewatch config init"
        ),
        Entry("config check", "config", text("Every problem of the config file at once"), "duewatch config check"),
        Entry(
            "config show",
            "config",
            text("The values in force and where each came from, secrets masked"),
            "duewatch config show",
        ),
        Entry(
            "config schema",
            "config",
            text("The JSON Schema of the config file, for editors"),
            "duewatch config schema --out duewatch.schema.json",
        ),
        Entry(
            "config export",
            "config",
            text("The present set-up as a config file for another machine, loans included, without any secret"),
            "duewatch config export --out config.toml",
        ),
        Entry(
            "apply",
            "applying",
            text("Bring the loans that the config file declares into the store"),
            "duewatch apply --dry-run",
        ),
        Entry(
            "export json",
            "keeping",
            text("Every loan with its terms and events as JSON"),
            "duewatch export json --out loans.json",
        ),
        Entry(
            "export csv",
            "keeping",
            text("Every event of every loan as a table"),
            "duewatch export csv --out events.csv",
        ),
        Entry("backup", "keeping", text("A verified copy of the store"), "duewatch backup duewatch-backup.db"),
        Entry(
            "restore",
            "keeping",
            text("Put a backup in place; the present store is kept beside it"),
            "duewatch restore duewatch-backup.db",
        ),
        Entry("doctor", "keeping", text("Check store, config, plugins, channels and clock"), "duewatch doctor"),
        Entry("demo", "demo", text("Try everything on a made-up borrower in a throwaway store"), "duewatch demo"),
        Entry(
            "completion",
            "completion",
            text("A completion script for your shell"),
            "duewatch completion bash > ~/.local/share/bash-completion/completions/duewatch",
        ),
    )

"""The keys of every JSON document, held in one table: they may grow, never go or change their meaning.

`None` stands for a plain value; docs/commands.md is written from the same table.
"""

from typing import Any

Shape = dict[str, Any]


def keys(names: str, **nested: Any) -> Shape:
    """Plain keys by name, and the nested ones."""
    return dict.fromkeys(names.split()) | nested


SOURCE = keys("title tier published url")
POINT = keys("text as_of confidence disputed check_again", sources=[SOURCE])
FACT = keys("id topic text as_of confidence disputed", sources=[SOURCE])
RUNG = keys("id name term from_days usual channels does can_do", not_allowed=[FACT], source=SOURCE, sources=[SOURCE])
AGEING = keys("here", buckets=[keys("name first_day last_day")], fact=FACT)
STAGE = keys("id name since_on next_id next_on")
LOAN_ROW = keys(
    "id platform lender name kind outstanding_fen overdue_fen charges_fen next_due_on next_due_fen overdue_since_on "
    "days_past_due report_code muted declared",
    stage=STAGE,
)
ALLOCATION = keys("bill part amount_fen")
TERMS = keys(
    "kind principal_fen annual_rate_pct instalments disbursed_on first_due_on due_day statement_day instalment_fen "
    "credit_limit_fen late_daily_pct late_base grace_days every unit day_count grace_principal grace_interest step_fen "
    "rounding first_period principal_share_pct",
    fees=[keys("timing amount_fen fee_pct base")],
    rate_changes=[keys("from_on annual_rate_pct")],
    repricing=keys("lpr_term spread_pct month day every_months"),
    late_clauses=[keys("kind daily_pct multiple base cap_fen cap_pct", bands=[keys("from_day to_day amount_fen")])],
    allocation=keys("order by surplus late_order late_from_days"),
    prepayment=keys("fee_pct interest_months free_after flat_given_back"),
    card=keys(
        "due_offset_days daily_pct minimum_pct minimum_least_fen minimum_whole_charges late_pct late_least_fen "
        "tolerance_fen tolerance_pct grace_days cash_daily_pct paid_part_free"
    ),
)
LOAN = LOAN_ROW | keys(
    "on account_tail debit_account debit_at note facts_checked_on facts_check_again ask_first",
    terms=TERMS,
    overdue=keys("principal_fen interest_fen fees_fen"),
    bills=[
        keys(
            "id due_on statement_on total_fen principal_fen interest_fen fee_fen minimum_fen origin paid_fen "
            "remaining_fen days_past_due state"
        )
    ],
    spending=keys("purchases spent_fen refunded_fen since_on"),
    payments=[keys("id on amount_fen note", allocation=[ALLOCATION], proofs=[keys("file line")])],
    charges=[keys("bill base_fen daily_pct first_on last_on days amount_fen kind annual_pct rule cut_fen")],
    events=[keys("id kind on note")],
    stage_history=[keys("on what stage until_on event text")],
    ladder=[RUNG],
    ageing=AGEING,
    facts=[FACT],
    parties=[keys("role name since_on until_on paid_fen")],
    particulars=[keys("id kind name remind value_on value_fen value_text noted_on")],
)
CHANGED_LOAN = LOAN | keys("batch")
ANSWER = keys("platform summary do checked_on", points=[POINT])
PLUGIN = keys("id name version api api_from kind capabilities quality origin author state why")

NOTE = keys("batch", event=keys("id kind on note"), loan=LOAN_ROW)
AGREED_BILL = keys("id due_on total_fen principal_fen interest_fen fee_fen")

LINE = keys("id text")
DEPARTURE = keys("rule on text evidence unknown", source=SOURCE)
CONTACT = keys(
    "id loan began_at minutes number normal direction channel answered reached who company lender agent said offered "
    "promised_fen promised_by_on tone marks",
    attachments=[keys("name sha256 size")],
)
CONFIRMED = keys("id number normal from confirmed_at loan platform owner")
ADVICE = keys(
    "on loan stage situation say avoid then on_sign caution",
    routine=[LINE],
    signs=[LINE],
    situations=[keys("id name")],
    sheet=keys("title lines"),
)
PAPER = keys(
    "id kind name loan received_at court case_number hearing_at checked answered_on deadline_on in_days rule do check "
    "help note",
    source=SOURCE,
)

ARRANGED = keys(
    "batch added_fen state caution",
    before=[AGREED_BILL],
    after=[AGREED_BILL],
    loan=LOAN_ROW,
)
OFFER = keys(
    "id loan on settle_fen settle_by_on instalments each_fen first_due_on total_fen shift_days stop_interest_on waived "
    "waived_fen expires_on days_left conditions contact note accepted missing",
    bills=[keys("due_on total_fen")],
)
ACCOUNT = keys("name balance_fen balance_on paydays pay_fen")

SHAPES: dict[str, Shape] = {
    "today": keys(
        "on last_check_at missed_at",
        next=keys("loan platform due_on total_fen remaining_fen in_days"),
        late=[keys("loan platform overdue_fen days_past_due stage")],
        cash_needed=keys("until_on total_fen bills unknown first_on"),
        do=[keys("loan what why")],
        totals=keys("loans late_loans late_fen with_report_code"),
    ),
    "due": keys(
        "on until_on",
        bills=[keys("loan platform name bill due_on total_fen minimum_fen paid_fen remaining_fen days_past_due")],
    ),
    "loans": keys("on", loans=[LOAN_ROW]),
    "loan show": LOAN,
    "loan add": CHANGED_LOAN,
    "loan edit": CHANGED_LOAN,
    "loan bill": CHANGED_LOAN,
    "loan demand": CHANGED_LOAN,
    "loan close": CHANGED_LOAN,
    "pay": keys("caution", payment=keys("id loan on amount_fen note batch"), allocation=[ALLOCATION], loan=LOAN_ROW),
    "loan note": NOTE,
    "loan bounced": NOTE,
    "loan party": NOTE,
    "loan particular": NOTE,
    "loan pause": NOTE,
    "loan resume": NOTE,
    "arrange": ARRANGED,
    "offer note": NOTE,
    "offer list": keys("", offers=[OFFER]),
    "offer compare": keys(
        "loan on caution",
        options=[
            keys(
                "words total_fen unknown_bills owed_in_a_year_fen late_charges_known record overdue_months",
                offer=OFFER,
                months=[keys("month fen")],
                heaviest=keys("month fen"),
            )
        ],
    ),
    "offer accept": ARRANGED,
    "offer decline": NOTE,
    "debits": keys(
        "on until remarks",
        debits=[keys("loan bill on time time_from account amount_fen overdue")],
        accounts=[
            ACCOUNT
            | keys(
                "warnings",
                stretches=[keys("first_on last_on need_fen unknown available_fen short_on gap_fen loans")],
            )
        ],
    ),
    "debits account": keys("", account=ACCOUNT),
    "confirmation list": keys(
        "", confirmations=[keys("loan agreed_on asked_on filed_on", file=keys("name sha256 size"))]
    ),
    "confirmation asked": NOTE,
    "confirmation filed": NOTE,
    "prepay": keys(
        "loan on principal_fen left_fen due_first_fen",
        readings=[
            keys(
                "given_back interest_fen fee_fen total_fen cost_saved_fen saved_fen yearly_pct",
                plan_after=[keys("due_on principal_fen interest_fen fee_fen total_fen")],
            )
        ],
    ),
    "suppose": keys(
        "loan",
        standings=[
            keys(
                "supposing on outstanding_fen principal_outstanding_fen interest_accrued_fen overdue_fen charges_fen "
                "days_past_due days_in_grace next_due_on next_due_fen"
            )
        ],
    ),
    "loan accelerate": CHANGED_LOAN,
    "loan limitation": keys("on loan counted_to_on ask_first", starts=[keys("on what")], rule=FACT),
    "call": ADVICE,
    "call script": ADVICE,
    "call check": keys(
        "on number normal shape region known owner looks_like remarks payee contact_count on_sign",
        confirmed=[CONFIRMED],
        published=[FACT | keys("platform")],
        contacts=[CONTACT],
        routine=[LINE],
        signs=[LINE],
        departures=[DEPARTURE],
    ),
    "call sheet": keys("title lines", files=[keys("name sha256")]),
    "call log": keys("batch caution kindness", contact=CONTACT, departures=[DEPARTURE]),
    "call list": keys("on count", contacts=[CONTACT], departures=[DEPARTURE], by_hour=[keys("on hour contacts")]),
    "call withdraw": keys("batch id"),
    "call confirm": keys("batch", confirmed=CONFIRMED),
    "call hours": keys("batch id loan hours agreed_at"),
    "promise list": keys("on", promises=[keys("id loan made_at amount_fen by_on state paid_fen")]),
    "court add": keys("batch", paper=PAPER),
    "court list": keys("on", papers=[PAPER]),
    "court note": keys("batch", paper=PAPER),
    "import": keys(
        "batch",
        files=[
            keys(
                "path reader records understood not_understood known changed doubtful first_on last_on",
                new=keys("loans bills payments inquiries"),
                repayments=keys("count sum_fen"),
                problems=[keys("line what mend")],
            )
        ],
        rows=[keys("key line state becomes why loan on amount_fen raw may_be_same")],
    ),
    "mask": keys("words"),
    "undo": keys("batch", removed=keys("loans events records")),
    "batches": keys("", batches=[keys("id made_at what subject loans events records undone_at")]),
    "ask": keys(
        "on kindness unknown nearest help",
        reading=keys("platforms topic also days_overdue amount_fen amount_words year unknown_words"),
        answers=[ANSWER],
    ),
    "explain": keys("on", answers=[ANSWER]),
    "ladder": keys("platform checked_on check_again", rungs=[RUNG], ageing=AGEING),
    "letter": keys(
        "loan kind language title text cautions acknowledges reply_by_on contact",
        rules=[keys("id", source=SOURCE)],
        files=[keys("name sha256")],
    ),
    "letter list": keys("loan", letters=[keys("kind name applies why_not acknowledges", missing=[keys("name what")])]),
    "letter text": keys("file"),
    "evidence": keys(
        "loans seal inside contacts departures contacts_without_loan attachments_missing", files=[keys("name sha256")]
    ),
    "evidence verify": keys("file unchanged seal made_at files problems", entries=keys("reckoned of")),
    "audit": keys(
        "loan bill bills on unexplained_fen",
        lines=[keys("part ours_fen theirs_fen gap_fen cause text")],
        working=[keys("part base_fen rate_pct per days year_days amount_fen rule")],
    ),
    "schedule": keys(
        "lent_fen received_fen total_fen total_interest_fen total_fees_fen deducted_fen financed_fen notes",
        instalments=[keys("number from_on due_on principal_fen interest_fen fee_fen total_fen balance_fen")],
        annual_cost=keys("simple_pct compound_pct by_days"),
    ),
    "cost": keys(
        "simple_pct compound_pct other_pcts per_period_pct periods_per_year by_days dated_pct signed_on lender working",
        ceilings=[
            keys(
                "rule limit_pct exceeded simple_exceeds compound_exceeds by_pct applies applies_to weight text "
                "effective_from_on effective_to_on confidence",
                source=SOURCE,
            )
        ],
    ),
    "card": keys(
        "loan",
        statements=[
            keys(
                "statement_on due_on balance_fen minimum_fen interest_fen late_fen paid_fen in_full minimum_met",
                lines=[keys("of posted_on base_fen rate_pct first_on last_on days amount_fen")],
            )
        ],
    ),
    "offer": keys(
        "on",
        offers=[
            keys(
                "method principal_fen instalments rate_pct rate_per instalment_fen deducted_fen fee_each_fen found "
                "received_fen paid_fen interest_fen fees_fen cost_fen",
                annual_cost=keys("simple_pct compound_pct"),
                plan=[keys("number due_on principal_fen interest_fen fee_fen total_fen balance_fen")],
                ceilings=[keys("rule limit_pct exceeded", source=SOURCE)],
            )
        ],
    ),
    "solve": keys("found payment rate_pct periods present final other_rates_pct"),
    "strip": keys(
        "on loan platform lender unreported caution",
        strips=[keys("supposing bad_until_on", months=[keys("month code meaning certain days_past_due")])],
        how=FACT,
        grade=keys("id name later_id later_name later_from_day rule"),
        rule_of_thumb=keys("months longest_run times made_good_within_month run_limit times_limit reached"),
        inquiries=[keys("months all hard")],
        sources=[FACT],
    ),
    "report": keys(
        "on number made_at edition generation batch earlier",
        accounts=[
            keys(
                "place kind lender business opened_on matures_on closed_on currency amount_fen limit_fen balance_fen "
                "overdue_fen state grade as_of_on late_months late_90_months loan candidates platforms months_same",
                months=[keys("month code overdue_fen")],
                specials=[keys("kind on months amount_fen note")],
                differences=[keys("month what ours theirs", reasons=[keys("id text")])],
            )
        ],
        absent=[keys("loan platform name")],
    ),
    "report link": keys("batch place loan platform added"),
    "report add": keys("batch place loan platform added"),
    "inquiry add": keys("id batch on by reason"),
    "inquiry list": keys(
        "on",
        counts=[keys("months all hard")],
        inquiries=[keys("id batch on by reason hard shown_until_on")],
        sources=[FACT],
    ),
    "watch": keys(
        "next_at enable disable",
        deliveries=[keys("key channel loan outcome why retry_at")],
        files=[keys("path words")],
    ),
    "remind": keys(
        "",
        deliveries=[keys("key channel loan outcome why retry_at")],
        previews=[keys("channel words")],
        answered=[keys("channel loan until_on")],
    ),
    "ack": keys("loan bills until_on"),
    "snooze": keys("loan bills until_on"),
    "plugins": keys("", plugins=[PLUGIN]),
    "plugins on": PLUGIN,
    "plugins off": PLUGIN,
    "plugins show": PLUGIN | keys("aliases family_words has_code misspellings"),
    "plugins new": keys("id folder kinds files"),
    "plugins check": keys(
        "id folder capabilities samples quality claimed missing written deprecated", faults=[keys("check what")]
    ),
    "config path": keys("config data exists"),
    "config init": keys("config schema_file"),
    "config check": keys("config", problems=[keys("key line what mend")]),
    "config show": keys("config", problems=[keys("key line what mend")], values=[keys("key value origin place")]),
    "apply": keys(
        "config batch",
        loans=[keys("id state payments outstanding_fen next_due_on", changes=[keys("key before after")])],
        problems=[keys("key line what mend")],
    ),
    "export json": keys("on loans", inquiries=[keys("on by reason")]),
    "backup": keys("file bytes"),
    "restore": keys("file"),
    "doctor": keys("", checks=[keys("name state what mend")]),
    "demo": keys("data loans"),
}
"""Command → keys beside `schema`."""


def differences(document: object, shape: Any, place: str = "") -> list[str]:
    """Where a document has other keys than its shape; unknown (null) and empty lists show nothing."""
    if shape is None or document is None:
        return []
    if isinstance(shape, list):
        if not isinstance(document, list):
            return [f"{place} is no list"]
        return [
            found for index, one in enumerate(document) for found in differences(one, shape[0], f"{place}[{index}]")
        ]
    if not isinstance(document, dict):
        return [f"{place} is no object"]
    odd = [f"{place}.{key} {'is missing' if key in shape else 'is new'}" for key in shape.keys() ^ document.keys()]
    return odd + [
        found
        for key in shape.keys() & document.keys()
        for found in differences(document[key], shape[key], f"{place}.{key}")
    ]


def written(shape: Any) -> str:
    """A shape as documentation writes it: ``on, next: {loan, due_on}, late: [{loan}]``."""
    if isinstance(shape, list):
        return f"[{{{written(shape[0])}}}]"
    parts = []
    for key, value in shape.items():
        nested = written(value) if isinstance(value, list) else f"{{{written(value)}}}" if value else ""
        parts.append(f"{key}: {nested}" if nested else key)
    return ", ".join(parts)

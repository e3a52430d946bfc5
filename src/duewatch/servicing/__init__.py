"""Floor 1: loan arithmetic. Pure: no clock, no file, no plugin.

Doors: `schedule` (plans), `replay` (what a loan owes on a day), `engine` (a lender's whole ledger), `charges`,
`allocation`, `prepayment`, `annual_cost`, `time_value`, `offer`, `ceilings`, `audit`. What stands behind each is in the
folders: `plans`, `replaying`, `books`, `daily`, `cards`, `flows`, `audits`.
"""

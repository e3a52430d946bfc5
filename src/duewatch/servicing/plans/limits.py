"""How large a term of a contract may be before it can only be a typing error."""

from duewatch.model.clauses import Interval

MAX_INSTALMENTS = 600
"""Fifty years of monthly bills."""
MAX_ANNUAL_RATE_PCT = 1000
"""Percent a year; a rate must stay below."""
MAX_LATE_DAILY_PCT = 10
MAX_LATE_MULTIPLE = 5
"""Of the contract rate; 1.3 to 1.5 is usual."""
MAX_CARD_DAILY_PCT = 1
"""0.05 is usual."""
MAX_INTEREST_MONTHS = 120
"""Asked for paying back early."""
MAX_GRACE_DAYS = 90
MIN_YEAR, MAX_YEAR = 1949, 2200
"""Years in which a loan may be lent and a bill fall due."""
MAX_EVERY = {Interval.MONTHS: 120, Interval.WEEKS: 520, Interval.DAYS: 3660}
"""Ten years between two bills."""
MAX_SPREAD_PCT = 100
"""Percentage points above or below the loan prime rate."""
MAX_FEE_PCT = 100
MAX_STEP_FEN = 100_000
"""A thousand yuan: no contract rounds its instalments to more."""

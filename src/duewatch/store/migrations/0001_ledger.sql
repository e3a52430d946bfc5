-- The first schema. Days are ISO dates ("2026-11-23"), moments ISO with offset, money whole fen, rates decimal text.
-- Facts first, then what is derived from them, then the book-keeping of the reminders.

PRAGMA application_id = 1685550179;  -- 0x64777463, "dwtc": says that a file is a store of duewatch

-- One use case that can be taken back in one piece. Never deleted; undone_at marks it as taken back.
CREATE TABLE batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  subject TEXT NOT NULL,
  loans INTEGER NOT NULL DEFAULT 0,
  events INTEGER NOT NULL DEFAULT 0,
  records INTEGER NOT NULL DEFAULT 0,
  undone_at TEXT
) STRICT;

CREATE TABLE loan (
  id TEXT NOT NULL PRIMARY KEY,
  platform_id TEXT NOT NULL,
  name TEXT NOT NULL,
  lender TEXT,
  account_tail TEXT,
  muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1)),
  note TEXT NOT NULL DEFAULT '',
  -- terms; NULL is "not known"
  kind TEXT NOT NULL,
  principal_fen INTEGER,
  annual_rate_pct TEXT,
  instalments INTEGER,
  disbursed_on TEXT,
  first_due_on TEXT,
  due_day INTEGER CHECK (due_day BETWEEN 1 AND 31),
  statement_day INTEGER CHECK (statement_day BETWEEN 1 AND 31),
  instalment_fen INTEGER,
  credit_limit_fen INTEGER,
  late_daily_pct TEXT,
  late_base TEXT NOT NULL,
  grace_days INTEGER NOT NULL DEFAULT 0,
  batch_id INTEGER NOT NULL REFERENCES batch (id)
) STRICT;
CREATE INDEX loan_by_platform ON loan (platform_id, id);
CREATE INDEX loan_by_batch ON loan (batch_id);

-- The dated facts of a loan's life. data: JSON of the fields beside those with a column of their own.
-- AUTOINCREMENT: an id is never given out twice, so that an undone removal finds its place again.
CREATE TABLE event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  loan_id TEXT NOT NULL REFERENCES loan (id),
  on_day TEXT NOT NULL,
  kind TEXT NOT NULL,
  amount_fen INTEGER,
  note TEXT NOT NULL DEFAULT '',
  data TEXT,
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  digest BLOB
) STRICT;
CREATE INDEX event_by_loan ON event (loan_id, on_day, id);
CREATE INDEX event_by_batch ON event (batch_id);

-- What was before an edit or a removal: "changed" keeps the fields that changed, "removed" and "undone" the whole.
-- batch_id: the use case that did it (NULL: book-keeping). of_batch: the one the thing came from. loan_id: the loan
-- it is, or belongs to.
CREATE TABLE trace (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  batch_id INTEGER REFERENCES batch (id),
  action TEXT NOT NULL CHECK (action IN ('changed', 'removed', 'undone')),
  thing TEXT NOT NULL CHECK (thing IN ('loan', 'event')),
  thing_id TEXT NOT NULL,
  loan_id TEXT NOT NULL,
  of_batch INTEGER NOT NULL REFERENCES batch (id),
  before TEXT NOT NULL
) STRICT;
CREATE INDEX trace_by_batch ON trace (batch_id);
CREATE INDEX trace_by_loan ON trace (loan_id);
CREATE INDEX trace_by_origin ON trace (of_batch);

-- Files that were imported.
CREATE TABLE file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  reader TEXT NOT NULL,
  records INTEGER NOT NULL
) STRICT;
CREATE INDEX file_by_batch ON file (batch_id);

-- Every record ever read, by digest only: what makes a second import add nothing. event_id: the event it
-- became, 0 if none. A hundred thousand come at once, hence no foreign keys and no index but the key.
CREATE TABLE record (
  digest BLOB NOT NULL PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  event_id INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- The rows that are kept whole: those that became an event, doubtful ones, those not understood.
CREATE TABLE kept_row (
  file_id INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  digest BLOB NOT NULL,
  state TEXT NOT NULL,
  why TEXT NOT NULL,
  raw TEXT NOT NULL,
  PRIMARY KEY (file_id, line, digest)
) STRICT;

-- The projection: what lists and sums read. Derived from loans and events, never a source; may be emptied at
-- any time. Rows hold from valid_from to valid_until. Generated columns are what lists are sorted and sought by.
CREATE TABLE loan_projection (
  loan_id TEXT NOT NULL PRIMARY KEY REFERENCES loan (id) ON DELETE CASCADE,
  platform_id TEXT NOT NULL,
  platform_zh TEXT NOT NULL,
  platform_en TEXT NOT NULL,
  name TEXT NOT NULL,
  lender TEXT,
  kind TEXT NOT NULL,
  outstanding_fen INTEGER,
  overdue_fen INTEGER NOT NULL,
  charges_fen INTEGER,
  next_due_on TEXT,
  next_due_fen INTEGER,
  overdue_since_on TEXT,
  stage TEXT NOT NULL,
  stage_since_on TEXT,
  stage_next TEXT,
  stage_next_on TEXT,
  report_code TEXT,
  muted INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  words TEXT NOT NULL,  -- id, names and lender in small letters, for the filter line
  is_late INTEGER NOT NULL AS (overdue_since_on IS NOT NULL),
  is_open INTEGER NOT NULL AS (stage <> 'settled'),
  due_key TEXT AS (
    CASE
      WHEN overdue_since_on IS NOT NULL THEN '0' || overdue_since_on
      WHEN next_due_on IS NOT NULL THEN '1' || next_due_on
    END
  ),
  amount_key INTEGER AS (CASE WHEN overdue_since_on IS NOT NULL THEN overdue_fen ELSE next_due_fen END),
  stage_key INTEGER NOT NULL AS (
    CASE stage
      WHEN 'upcoming' THEN 0 WHEN 'reminder' THEN 1 WHEN 'due-today' THEN 2 WHEN 'grace' THEN 3
      WHEN 'early-overdue' THEN 4 WHEN 'formal-collection' THEN 5 WHEN 'outside-agency' THEN 6
      WHEN 'legal' THEN 7 WHEN 'paused' THEN 8 WHEN 'settled' THEN 9 ELSE 10
    END
  ),
  -- days late count up as the oldest due date goes back: '9999' is "not late"
  late_key TEXT NOT NULL AS (coalesce(overdue_since_on, '9999'))
) STRICT;
-- The filters' columns stand at the end of every sorting index, so that a page is found without the table.
CREATE INDEX projection_by_due ON loan_projection (due_key, loan_id, is_late, is_open);
CREATE INDEX projection_by_platform ON loan_projection (platform_zh, loan_id, is_late, is_open);
CREATE INDEX projection_by_amount ON loan_projection (amount_key, loan_id, is_late, is_open);
CREATE INDEX projection_by_stage ON loan_projection (stage_key, loan_id, is_late, is_open);
CREATE INDEX projection_by_late ON loan_projection (late_key, loan_id, is_late, is_open);
CREATE INDEX projection_by_code ON loan_projection (report_code, loan_id, is_late, is_open);
CREATE INDEX projection_by_words ON loan_projection (words);
CREATE INDEX projection_by_valid_from ON loan_projection (valid_from);
CREATE INDEX projection_by_valid_until ON loan_projection (valid_until);

CREATE TABLE bill_projection (
  loan_id TEXT NOT NULL REFERENCES loan_projection (loan_id) ON DELETE CASCADE,
  bill_id TEXT NOT NULL,
  due_on TEXT NOT NULL,
  total_fen INTEGER,
  minimum_fen INTEGER,
  paid_fen INTEGER NOT NULL,
  remaining_fen INTEGER,
  statement_on TEXT,
  PRIMARY KEY (loan_id, bill_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bill_by_due ON bill_projection (due_on, loan_id);

-- Sums, kept by the triggers below.
CREATE TABLE day_sum (
  due_on TEXT NOT NULL PRIMARY KEY,
  bills INTEGER NOT NULL,
  known_fen INTEGER NOT NULL,
  unknown INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE loan_sum (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  loans INTEGER NOT NULL,
  late_loans INTEGER NOT NULL,
  late_fen INTEGER NOT NULL,
  with_report_code INTEGER NOT NULL,
  open_loans INTEGER NOT NULL,
  basis TEXT NOT NULL  -- what the rows were derived with, beside the facts
) STRICT;
INSERT INTO loan_sum VALUES (1, 0, 0, 0, 0, 0, '');

CREATE TRIGGER bill_in AFTER INSERT ON bill_projection BEGIN
  INSERT INTO day_sum VALUES (new.due_on, 1, coalesce(new.remaining_fen, 0), new.remaining_fen IS NULL)
  ON CONFLICT (due_on) DO UPDATE SET
    bills = bills + 1, known_fen = known_fen + excluded.known_fen, unknown = unknown + excluded.unknown;
END;
CREATE TRIGGER bill_out AFTER DELETE ON bill_projection BEGIN
  UPDATE day_sum SET
    bills = bills - 1,
    known_fen = known_fen - coalesce(old.remaining_fen, 0),
    unknown = unknown - (old.remaining_fen IS NULL)
  WHERE due_on = old.due_on;
END;
CREATE TRIGGER projection_in AFTER INSERT ON loan_projection BEGIN
  UPDATE loan_sum SET
    loans = loans + 1,
    late_loans = late_loans + new.is_late,
    late_fen = late_fen + new.overdue_fen,
    with_report_code = with_report_code + (new.report_code IS NOT NULL),
    open_loans = open_loans + new.is_open;
END;
CREATE TRIGGER projection_out AFTER DELETE ON loan_projection BEGIN
  UPDATE loan_sum SET
    loans = loans - 1,
    late_loans = late_loans - old.is_late,
    late_fen = late_fen - old.overdue_fen,
    with_report_code = with_report_code - (old.report_code IS NOT NULL),
    open_loans = open_loans - old.is_open;
END;

-- Loans whose projection does not show their facts any more. Whatever changes a fact marks its loan.
CREATE TABLE stale (loan_id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER loan_in AFTER INSERT ON loan BEGIN INSERT OR IGNORE INTO stale VALUES (new.id); END;
CREATE TRIGGER loan_changed AFTER UPDATE ON loan BEGIN INSERT OR IGNORE INTO stale VALUES (new.id); END;
CREATE TRIGGER loan_out AFTER DELETE ON loan BEGIN DELETE FROM stale WHERE loan_id = old.id; END;
CREATE TRIGGER event_in AFTER INSERT ON event BEGIN INSERT OR IGNORE INTO stale VALUES (new.loan_id); END;
CREATE TRIGGER event_out AFTER DELETE ON event BEGIN INSERT OR IGNORE INTO stale VALUES (old.loan_id); END;

-- Reminders: each key once, whatever becomes of it. item: the reminder as JSON.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  loan_id TEXT NOT NULL,
  fired_on TEXT NOT NULL,
  item TEXT NOT NULL,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  why TEXT NOT NULL DEFAULT '',
  planned_at TEXT NOT NULL,
  leased_until TEXT,
  retry_at TEXT,
  sent_at TEXT
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state, channel);

CREATE TABLE snooze (
  loan_id TEXT NOT NULL REFERENCES loan (id) ON DELETE CASCADE,
  bill_id TEXT NOT NULL,
  until TEXT NOT NULL,
  PRIMARY KEY (loan_id, bill_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

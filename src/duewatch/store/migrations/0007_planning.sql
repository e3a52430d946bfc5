-- What planning reminders looks at besides the bills whose day it is: loans whose bills were derived anew since the last
-- planning. Planning takes them out.
CREATE TABLE replan (loan_id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO replan SELECT id FROM loan;
CREATE TRIGGER bill_to_plan AFTER INSERT ON bill_projection BEGIN
  INSERT OR IGNORE INTO replan VALUES (new.loan_id);
END;
CREATE INDEX bill_by_statement ON bill_projection (statement_on) WHERE total_fen IS NULL;
CREATE INDEX snooze_by_end ON snooze (until);
CREATE INDEX outbox_by_plan ON outbox (planned_at);

-- From which account a loan is debited, and at what time of the day; NULL is "not known".
ALTER TABLE loan ADD COLUMN debit_account TEXT;
ALTER TABLE loan ADD COLUMN debit_at TEXT;
-- Loans with agreements or offers are few: found at once among any number of events.
CREATE INDEX event_arranged ON event (loan_id) WHERE kind = 'arranged';
CREATE INDEX event_offered ON event (loan_id) WHERE kind = 'offered';

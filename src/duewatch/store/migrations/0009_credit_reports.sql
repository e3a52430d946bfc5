-- Credit reports that were imported, without anything that names the person; body: the accounts as JSON. Undoing the
-- batch takes them out.
CREATE TABLE credit_report (
  id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  at TEXT NOT NULL,  -- local time, as printed
  edition TEXT NOT NULL,
  generation INTEGER NOT NULL,
  body TEXT NOT NULL,
  batch_id INTEGER NOT NULL REFERENCES batch (id)
) STRICT;
CREATE INDEX credit_report_by_batch ON credit_report (batch_id);

-- Which loan a reported account is, as matched at the import or said by the borrower; the latest counts.
CREATE TABLE account_link (
  id INTEGER NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  loan_id TEXT NOT NULL,
  batch_id INTEGER NOT NULL REFERENCES batch (id)
) STRICT;
CREATE INDEX account_link_by_batch ON account_link (batch_id);

-- Queries of the credit report that the borrower noted. A row is never taken out: one whose batch was taken back no
-- longer counts and stays as the trace of itself.
CREATE TABLE inquiry (
  id INTEGER NOT NULL PRIMARY KEY,
  on_day TEXT NOT NULL,
  maker TEXT NOT NULL,
  reason TEXT NOT NULL,
  batch_id INTEGER NOT NULL REFERENCES batch (id)
) STRICT;
CREATE INDEX inquiry_by_batch ON inquiry (batch_id);

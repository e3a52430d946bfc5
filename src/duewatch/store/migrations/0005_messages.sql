-- What was handed to a channel, word for word, and what it answered; and every run of the reminders.
-- outcome: NULL until the channel answered; it stays so where the run died in between.
CREATE TABLE message (
  id INTEGER NOT NULL PRIMARY KEY,
  channel TEXT NOT NULL,
  message_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,  -- UTC, so that text sorts as time does
  outcome TEXT,
  answer TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX message_by_channel ON message (channel, at);
ALTER TABLE outbox ADD COLUMN message INTEGER REFERENCES message (id);

CREATE TABLE run (
  id INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  sent INTEGER NOT NULL,
  failed INTEGER NOT NULL
) STRICT;

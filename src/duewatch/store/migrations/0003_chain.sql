-- What is noted of calls, messages, letters, visits and court papers: a chain that is only ever added to. An edit is
-- a new entry that names the one it takes the place of; taking something back is an entry too, also by `undo`.
-- Hashes and what they are taken over: model/chain.py. Outside of the hash stand thing, which follows from corrects
-- (the seq of the thing's first entry), and batch_id.
CREATE TABLE chain (
  seq INTEGER NOT NULL PRIMARY KEY,
  entered_at TEXT NOT NULL,
  kind TEXT NOT NULL,
  corrects INTEGER REFERENCES chain (seq),
  body TEXT NOT NULL,
  before TEXT NOT NULL,
  hash TEXT NOT NULL,
  thing INTEGER NOT NULL,
  batch_id INTEGER NOT NULL REFERENCES batch (id)
) STRICT;
CREATE INDEX chain_by_batch ON chain (batch_id);
CREATE INDEX chain_by_thing ON chain (thing, seq);
CREATE TRIGGER chain_stays BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT, 'the chain is only added to'); END;
CREATE TRIGGER chain_keeps BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'the chain is only added to'); END;

-- The things as they stand now, for lists and filters. Derived from the chain, never a source.
-- id: the seq of a thing's first entry; seq: of its latest. at: UTC, to the second, so that text sorts as time does.
CREATE TABLE logged (
  id INTEGER NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES chain (seq),
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  loan_id TEXT,
  number TEXT NOT NULL,
  channel TEXT NOT NULL,
  promises INTEGER NOT NULL CHECK (promises IN (0, 1)),
  words TEXT NOT NULL  -- in small letters, for the filter line
) STRICT;
CREATE INDEX logged_by_time ON logged (kind, at, id);
CREATE INDEX logged_by_number ON logged (number, kind) WHERE number <> '';
CREATE INDEX logged_by_loan ON logged (loan_id, kind, at) WHERE loan_id IS NOT NULL;
CREATE INDEX logged_by_promise ON logged (at) WHERE promises = 1;
CREATE INDEX logged_by_seq ON logged (seq);

-- A payment may be proved by several records: the wallet's row, the bank's and a message. They are found by the event.
CREATE INDEX record_by_event ON record (event_id) WHERE event_id <> 0;
CREATE INDEX kept_row_by_digest ON kept_row (digest);

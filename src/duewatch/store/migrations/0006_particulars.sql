-- Loans with particulars are few: found at once among any number of events.
CREATE INDEX event_particular ON event (loan_id) WHERE kind = 'particular-noted';

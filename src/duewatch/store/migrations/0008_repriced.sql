-- Loans whose rate follows the LPR are few: found at once among any number of loans.
CREATE INDEX loan_repriced ON loan (id) WHERE repricing IS NOT NULL;

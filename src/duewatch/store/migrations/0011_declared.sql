-- Loans that the config file declares: the table they were last applied from, as JSON; '' for those entered by hand.
ALTER TABLE loan ADD COLUMN declared TEXT NOT NULL DEFAULT '';
ALTER TABLE loan_projection ADD COLUMN declared INTEGER NOT NULL DEFAULT 0;

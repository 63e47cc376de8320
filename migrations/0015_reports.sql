-- What is outstanding, added up by how late it is without the invoices themselves.
DROP INDEX invoices_due;
CREATE INDEX invoices_due ON invoices (organisation_id, due_on, id, currency, outstanding) WHERE outstanding > 0;
-- What clients said last with their ratings.
CREATE INDEX ratings_in_words ON ratings (organisation_id, at, ticket_id) WHERE comment <> '';

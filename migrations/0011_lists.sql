-- What lists ask for when they are long.

-- What each customer has in work, counted in the list of customers and on the portal's first page.
CREATE INDEX tickets_in_work_by_customer ON tickets (organisation_id, customer_id) WHERE status IN ('open', 'pending');

-- Invoices in the other orders of their list; the day that stands for none is `NO_DAY` of domain/invoice.
CREATE INDEX invoices_by_issue ON invoices (organisation_id, (COALESCE(issued_on, '9999-12-31')), id);
CREATE INDEX invoices_by_due ON invoices (organisation_id, (COALESCE(due_on, '9999-12-31')), id);
-- The few that are not paid.
CREATE INDEX invoices_unpaid ON invoices (organisation_id, state, updated_at, id) WHERE outstanding > 0;
-- All that tells on which list an invoice stands, to be counted without the invoices themselves; and all that a search looks in.
CREATE INDEX invoices_counted ON invoices (organisation_id, state, outstanding, due_on, paid, credited);
CREATE INDEX invoices_sought ON invoices (organisation_id, sought, customer_id, id, state, outstanding, due_on, paid, credited);

-- Resolutions and ratings as the report counts them, without the records themselves.
DROP INDEX tickets_by_resolution;
CREATE INDEX tickets_by_resolution ON tickets (organisation_id, resolved_at, id, resolved_assignee_id);
DROP INDEX ratings_by_resolution;
CREATE INDEX ratings_by_resolution ON ratings (organisation_id, resolved_at, ticket_id, agent_id, stars);

-- How far the sample's generator has come: written with each batch, so that one that was broken off is taken up again.
CREATE TABLE sample_runs (
    organisation_id TEXT PRIMARY KEY REFERENCES organisations (id),
    -- What everything in it follows from: how much there is to be, as JSON, the seed, and when it began.
    extent          TEXT NOT NULL,
    seed            BIGINT NOT NULL,
    began_at        BIGINT NOT NULL,
    steps           BIGINT NOT NULL,
    done_at         BIGINT
);

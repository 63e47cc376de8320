-- How a ticket counts in the report on satisfaction (docs/decisions/0014-csat.md), kept with it so that the report reads one index: the resolution
-- that counts, who had the ticket then, and with how many stars it was rated, if it was.
ALTER TABLE tickets ADD COLUMN csat_at BIGINT;
ALTER TABLE tickets ADD COLUMN csat_agent_id TEXT REFERENCES memberships (id);
ALTER TABLE tickets ADD COLUMN csat_stars BIGINT;
UPDATE tickets SET csat_at = resolved_at, csat_agent_id = resolved_assignee_id WHERE resolved_at IS NOT NULL;
UPDATE tickets SET csat_at = (SELECT o.resolved_at FROM ratings o WHERE o.ticket_id = tickets.id),
    csat_agent_id = (SELECT o.agent_id FROM ratings o WHERE o.ticket_id = tickets.id),
    csat_stars = (SELECT o.stars FROM ratings o WHERE o.ticket_id = tickets.id)
WHERE id IN (SELECT ticket_id FROM ratings);

DROP INDEX tickets_by_resolution;
CREATE INDEX tickets_counted ON tickets (organisation_id, csat_at, csat_agent_id, tags, csat_stars);
DROP INDEX ratings_by_resolution;
CREATE INDEX ratings_by_resolution ON ratings (organisation_id, resolved_at);
-- How satisfied the people of one customer are, on its page at the desk.
CREATE INDEX tickets_counted_by_customer ON tickets (organisation_id, customer_id, csat_stars) WHERE csat_at IS NOT NULL;

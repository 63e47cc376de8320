-- The staff of an organisation are few and its clients many: those who can be given a ticket are found without reading everybody. Of the staff
-- alone, so that nobody who looks for the clients of a customer goes by it.
CREATE INDEX memberships_staff ON memberships (organisation_id) WHERE role <> 'client';

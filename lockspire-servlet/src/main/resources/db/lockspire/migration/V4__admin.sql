-- What the operators' lists read. Nothing here makes issuing or rotating a token dearer:
-- lockspire_tokens is listed by its primary key and the indexes that it already has.

-- The inventory of clients is sorted by name and searched by a part of name or id. Both are bounded
-- in length, so that a long name fits an index. The index holds all that a line shows: a search
-- reads it alone.
ALTER TABLE lockspire_clients
  ADD COLUMN sort_name text NOT NULL
    GENERATED ALWAYS AS (lower(left(coalesce(nullif(name, ''), client_id), 100))) STORED,
  ADD COLUMN search_text text NOT NULL
    GENERATED ALWAYS AS (lower(left(coalesce(name, ''), 200) || E'\n' || client_id)) STORED;
DROP INDEX lockspire_clients_name;
CREATE INDEX lockspire_clients_inventory ON lockspire_clients (sort_name, client_id)
  INCLUDE (search_text, active, provenance);

-- The history of one object and of one actor, newest first. They replace indexes without the time,
-- so a row of evidence still enters as many indexes as before.
DROP INDEX lockspire_audit_events_resource;
DROP INDEX lockspire_audit_events_actor;
CREATE INDEX lockspire_audit_events_resource
  ON lockspire_audit_events (resource_type, resource_id, inserted_at);
CREATE INDEX lockspire_audit_events_actor
  ON lockspire_audit_events (actor_type, actor_id, inserted_at);

-- What went wrong is rare and looked for most; what succeeded does not enter this index.
CREATE INDEX lockspire_audit_events_refused ON lockspire_audit_events (outcome, inserted_at)
  WHERE outcome <> 'succeeded';

-- Revoked grants are few; standing ones do not enter this index.
CREATE INDEX lockspire_consent_grants_revoked ON lockspire_consent_grants (id)
  WHERE status = 'revoked';

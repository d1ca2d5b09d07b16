-- The last time that a client's keys could not be had from its jwks_uri, or did not serve. Not in the
-- client's row: whoever knows a client_id can cause an incident, and must not thereby write to the
-- client or make every node forget it.

CREATE TABLE lockspire_remote_jwks_incidents (
  client_id text PRIMARY KEY,
  subreason text NOT NULL,
  http_status integer,
  target_reason text,
  cached_entry_present boolean NOT NULL,
  refresh_attempted boolean NOT NULL,
  kid_present boolean,
  occurred_at timestamptz(6) NOT NULL
);

-- What may be used once only, on all nodes: DPoP proofs (RFC 9449 §11.1) and the identifiers of client
-- assertions (RFC 7523 §3). A row is kept until what it records could no longer be accepted.

CREATE TABLE lockspire_dpop_replay (
  replay_key text PRIMARY KEY,
  jti text NOT NULL,
  htm text NOT NULL,
  htu text NOT NULL,
  jkt text NOT NULL,
  seen_at timestamptz(6) NOT NULL,
  expires_at timestamptz(6) NOT NULL
);
CREATE INDEX lockspire_dpop_replay_expires ON lockspire_dpop_replay (expires_at);

CREATE TABLE lockspire_used_jtis (
  client_id text NOT NULL,
  jti text NOT NULL,
  expires_at timestamptz(6) NOT NULL,
  PRIMARY KEY (client_id, jti)
);
CREATE INDEX lockspire_used_jtis_expires ON lockspire_used_jtis (expires_at);

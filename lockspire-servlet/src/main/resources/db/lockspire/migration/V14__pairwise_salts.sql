-- The secret that pairwise subjects are made of (OpenID Connect Core §8.1), sealed under the master key. Made once
-- and never changed: with another one every pairwise client would take everybody for a stranger.

CREATE TABLE lockspire_pairwise_salts (
  tenant_id text PRIMARY KEY,
  sealed bytea NOT NULL,
  inserted_at timestamptz(6) NOT NULL,
  updated_at timestamptz(6) NOT NULL
);

-- RFC 8705 §3.4: whether a client's tokens are bound to the certificate it presents. The member was kept
-- among the free-form ones before anything acted on it.

ALTER TABLE lockspire_clients
  ADD COLUMN tls_client_certificate_bound_access_tokens boolean NOT NULL DEFAULT false;

UPDATE lockspire_clients
  SET tls_client_certificate_bound_access_tokens =
        coalesce(metadata ->> 'tls_client_certificate_bound_access_tokens', '') = 'true',
      metadata = metadata - 'tls_client_certificate_bound_access_tokens'
  WHERE metadata -> 'tls_client_certificate_bound_access_tokens' IS NOT NULL;

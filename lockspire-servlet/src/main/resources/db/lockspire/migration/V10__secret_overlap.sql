-- A client that signs with its secret (client_secret_jwt) may go on with the one before the last
-- rotation until the overlap ends, so that one too is kept sealed.

ALTER TABLE lockspire_clients ADD COLUMN previous_secret_jwt_verifier_encrypted bytea;

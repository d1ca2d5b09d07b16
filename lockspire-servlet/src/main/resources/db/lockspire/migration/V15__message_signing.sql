-- The parts of FAPI 2.0 Message Signing are independent of one another: which of them the server demands of
-- clients under that profile.

ALTER TABLE lockspire_server_policies
  ADD COLUMN message_signing_requires_request_objects boolean NOT NULL DEFAULT false,
  ADD COLUMN message_signing_requires_jarm boolean NOT NULL DEFAULT true,
  ADD COLUMN message_signing_requires_introspection boolean NOT NULL DEFAULT true;

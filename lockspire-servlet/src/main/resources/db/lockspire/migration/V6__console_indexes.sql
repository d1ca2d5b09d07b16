-- Consents are listed by status in the order in which they were given; one index for both words.
DROP INDEX lockspire_consent_grants_revoked;
CREATE INDEX lockspire_consent_grants_status ON lockspire_consent_grants (status, id);

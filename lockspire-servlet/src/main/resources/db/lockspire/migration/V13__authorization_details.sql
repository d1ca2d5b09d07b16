-- The digest of no authorization details at all, so that every grant has one to be found by.
ALTER TABLE lockspire_consent_grants ALTER COLUMN authorization_details_fingerprint
  SET DEFAULT '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945';
UPDATE lockspire_consent_grants SET authorization_details_fingerprint = DEFAULT
  WHERE authorization_details_fingerprint IS NULL;
ALTER TABLE lockspire_consent_grants ALTER COLUMN authorization_details_fingerprint SET NOT NULL;
CREATE INDEX lockspire_consent_grants_details
  ON lockspire_consent_grants (account_id, client_id, authorization_details_fingerprint);

package dev.lockspire.token;

import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Puts authorization codes into the database as the authorization endpoint does. */
public final class StoredCodes {
  public static final String VERIFIER = "verifier-verifier-verifier-verifier-verifier";
  public static final String REDIRECT_URI = "https://app.example/callback";

  private StoredCodes() {}

  /** One code that is about to be stored. */
  public static final class Builder {
    private final Database database;
    private final Instant now;
    private String clientId = "c";
    private String subject = "alice";
    private List<String> scopes = List.of("openid", "offline_access", "read:billing");
    private List<String> audience = List.of();
    private String challenge = Sha256.base64Url(VERIFIER);
    private String nonce = "n-1";
    private String dpopJkt;
    private String sid = "sid-1";
    private boolean authTimeRequested;
    private Instant authTime;
    private String claims;
    private String authorizationDetails = "[]";
    private Long consentGrantId;
    private Duration lifetime = Duration.ofMinutes(5);

    public Builder(Database database, Instant now) {
      this.database = database;
      this.now = now;
      this.authTime = now.minusSeconds(60);
    }

    public Builder client(String id) {
      clientId = id;
      return this;
    }

    public Builder subject(String id) {
      subject = id;
      return this;
    }

    public Builder scopes(String... granted) {
      scopes = List.of(granted);
      return this;
    }

    public Builder audience(String... resources) {
      audience = List.of(resources);
      return this;
    }

    public Builder withoutPkce() {
      challenge = null;
      return this;
    }

    public Builder dpopJkt(String thumbprint) {
      dpopJkt = thumbprint;
      return this;
    }

    public Builder withoutSession() {
      sid = null;
      return this;
    }

    public Builder authTimeRequested() {
      authTimeRequested = true;
      return this;
    }

    public Builder withoutAuthTime() {
      authTime = null;
      return this;
    }

    public Builder claims(String json) {
      claims = json;
      return this;
    }

    Builder authorizationDetails(String json) {
      authorizationDetails = json;
      return this;
    }

    public Builder consent(long id) {
      consentGrantId = id;
      return this;
    }

    /** Stores it; answers the code. */
    public String store() {
      String code = RandomSource.secure().token();
      database.execute(
          database.sql(
              """
              INSERT INTO {tokens} (token_type, token_hash, client_id, account_id, interaction_id,
                consent_grant_id, sid, redirect_uri, scopes, audience, code_challenge,
                code_challenge_method, dpop_jkt, nonce, auth_time, auth_time_requested, acr, amr, claims,
                authorization_details, issued_at, expires_at)
              VALUES ('authorization_code', ?, ?, ?, 'i-1', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?::jsonb, ?::jsonb, ?, ?)
              """),
          bind ->
              bind.text(Sha256.hex(code))
                  .text(clientId)
                  .text(subject)
                  .id(consentGrantId)
                  .text(sid)
                  .text(REDIRECT_URI)
                  .texts(scopes)
                  .texts(audience)
                  .text(challenge)
                  .text(challenge == null ? null : "S256")
                  .text(dpopJkt)
                  .text(nonce)
                  .time(authTime)
                  .flag(authTimeRequested)
                  .text("urn:acr:two")
                  .texts(List.of("pwd", "otp"))
                  .json(claims)
                  .json(authorizationDetails)
                  .time(now)
                  .time(now.plus(lifetime)));
      return code;
    }
  }
}

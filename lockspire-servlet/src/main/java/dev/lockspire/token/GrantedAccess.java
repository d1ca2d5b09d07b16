package dev.lockspire.token;

import dev.lockspire.minting.AuthenticationEvent;
import dev.lockspire.minting.ClaimsRequest;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.storage.Row;
import java.util.List;

/**
 * What a person granted a client; travels from the code to every token that comes of it. {@code
 * sid} is null without a browser session.
 *
 * @param subject the person, by the account's own subject
 * @param sid the browser session it was granted in
 * @param scopes granted scopes in order
 * @param audience resources asked for at authorization; may be empty
 * @param authorizationDetails granted beyond scopes (RFC 9396)
 * @param authentication how the person authenticated
 * @param authTimeRequested whether ID tokens must say when
 * @param claims individual claims asked for
 */
record GrantedAccess(
    String subject,
    String sid,
    List<String> scopes,
    List<String> audience,
    AuthorizationDetails authorizationDetails,
    AuthenticationEvent authentication,
    boolean authTimeRequested,
    ClaimsRequest claims) {

  /** Columns that {@link #read} needs, of the table alias {@code t}. */
  static final String COLUMNS =
      "t.account_id, t.sid, t.scopes, t.audience, t.authorization_details, t.auth_time,"
          + " t.auth_time_requested, t.acr, t.amr, t.claims";

  static GrantedAccess read(Row row) {
    return new GrantedAccess(
        row.text("account_id"),
        row.text("sid"),
        row.texts("scopes"),
        row.texts("audience"),
        AuthorizationDetails.ofStored(row.text("authorization_details")),
        new AuthenticationEvent(row.time("auth_time"), row.text("acr"), row.texts("amr")),
        row.flag("auth_time_requested"),
        ClaimsRequest.ofStored(row.text("claims")));
  }
}

package dev.lockspire.demo.api;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.protect.AccessToken;
import java.util.LinkedHashMap;
import java.util.Map;

/** A made-up answer of the API, and for whom it was made. */
final class Answer {
  private Answer() {}

  /**
   * @param namesAndValues in turn, kept in this order
   */
  static String to(AccessToken token, Object... namesAndValues) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("sub", token.subject());
    body.put("client_id", token.clientId());
    body.put("aud", token.audience());
    body.put("scope", token.scope());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return JSONObjectUtils.toJSONString(body);
  }
}

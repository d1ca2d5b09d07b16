package dev.lockspire.demo.client;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.Serializable;
import java.text.ParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What redeeming a code brought, ready to be shown.
 *
 * @param connected whether tokens came
 * @param problem why not
 * @param answer the token endpoint's answer, tokens shortened
 * @param idToken claims of the ID token
 * @param accessToken claims of the access token
 * @param userinfo what the UserInfo endpoint said
 * @param api what Billingo's API said to the access token
 */
record Receipt(
    boolean connected,
    String problem,
    String answer,
    String idToken,
    String accessToken,
    String userinfo,
    String api)
    implements Serializable {
  private static final int SHOWN = 12;

  static Receipt failed(String problem) {
    return new Receipt(false, problem, "", "", "", "", "");
  }

  static Receipt of(Map<String, Object> tokens, String userinfo, String api) {
    Map<String, Object> shown = new LinkedHashMap<>(tokens);
    shown.replaceAll((name, value) -> name.endsWith("_token") ? shortened(value) : value);
    return new Receipt(
        true,
        "",
        pretty(shown),
        claims(tokens.get("id_token")),
        claims(tokens.get("access_token")),
        userinfo,
        api);
  }

  /** Tokens are keys: a page that may end up in a screenshot shows their beginning only. */
  private static String shortened(Object token) {
    String text = token.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + ")";
  }

  private static String claims(Object jwt) {
    try {
      return jwt == null
          ? ""
          : pretty(new TreeMap<>(JWSObject.parse(jwt.toString()).getPayload().toJSONObject()));
    } catch (ParseException opaque) {
      return "";
    }
  }

  /** One member per line: enough to read it. */
  static String pretty(Map<String, Object> json) {
    StringBuilder lines = new StringBuilder("{\n");
    int left = json.size();
    for (Map.Entry<String, Object> member : json.entrySet()) {
      String alone = JSONObjectUtils.toJSONString(Collections.singletonMap("v", member.getValue()));
      String value = alone.substring("{\"v\":".length(), alone.length() - 1);
      lines.append("  \"").append(member.getKey()).append("\": ").append(value);
      lines.append(--left > 0 ? ",\n" : "\n");
    }
    return lines.append('}').toString().replace("\\/", "/");
  }
}

package dev.lockspire.requestobject;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that makes an authorization request: what of a pushed form is kept, and what of a
 * request object takes effect. Who asks is not among them, and neither is how it is proven.
 */
public enum AuthorizationParameter {
  REDIRECT_URI,
  RESPONSE_TYPE,
  RESPONSE_MODE,
  SCOPE,
  RESOURCE(Form.TEXTS),
  AUTHORIZATION_DETAILS(Form.ARRAY),
  PROMPT,
  STATE,
  NONCE,
  MAX_AGE(Form.NUMBER),
  ACR_VALUES,
  CLAIMS(Form.OBJECT),
  LOGIN_HINT,
  ID_TOKEN_HINT,
  UI_LOCALES,
  CLAIMS_LOCALES,
  DISPLAY,
  CODE_CHALLENGE,
  CODE_CHALLENGE_METHOD,
  DPOP_JKT;

  /** What it may be as a claim, beside the text that it is as a parameter. */
  private enum Form {
    TEXT,
    /** Several texts (RFC 8707 §2). */
    TEXTS,
    /** OpenID Connect Core §6.1. */
    NUMBER,
    /** OpenID Connect Core §6.1. */
    OBJECT,
    /** RFC 9396 §3. */
    ARRAY
  }

  private static final Map<String, AuthorizationParameter> BY_NAME = new HashMap<>();

  static {
    for (AuthorizationParameter parameter : values()) {
      BY_NAME.put(parameter.wireName(), parameter);
    }
  }

  private final Form form;

  AuthorizationParameter() {
    this(Form.TEXT);
  }

  AuthorizationParameter(Form form) {
    this.form = form;
  }

  /** As it is sent: {@code redirect_uri}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True for the name of one of them. */
  public static boolean isOne(String name) {
    return BY_NAME.containsKey(name);
  }

  /**
   * The values that the parameter has which {@code claim} stands for; empty when it cannot stand
   * for it.
   */
  Optional<List<String>> values(Object claim) {
    return switch (form) {
      case TEXT -> text(claim).map(List::of);
      case TEXTS -> claim instanceof List<?> several ? texts(several) : text(claim).map(List::of);
      case NUMBER ->
          claim instanceof Long number
              ? Optional.of(List.of(number.toString()))
              : text(claim).map(List::of);
      case OBJECT ->
          (claim instanceof Map<?, ?> object ? sendable(json(object)) : text(claim)).map(List::of);
      case ARRAY ->
          (claim instanceof List<?> array
                  ? sendable(JSONArrayUtils.toJSONString(array))
                  : text(claim))
              .map(List::of);
    };
  }

  private static Optional<String> text(Object claim) {
    return claim instanceof String text ? sendable(text) : Optional.empty();
  }

  private static Optional<List<String>> texts(List<?> claims) {
    List<String> texts =
        claims.stream().map(AuthorizationParameter::text).flatMap(Optional::stream).toList();
    return texts.size() == claims.size() ? Optional.of(texts) : Optional.empty();
  }

  @SuppressWarnings("unchecked") // The members of a JSON object have names.
  private static String json(Map<?, ?> object) {
    return JSONObjectUtils.toJSONString((Map<String, ?>) object);
  }

  /** JSON can spell text that no form can carry and no database keeps. */
  private static Optional<String> sendable(String text) {
    boolean sendable =
        text.codePoints()
            .noneMatch(
                c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    return sendable ? Optional.of(text) : Optional.empty();
  }
}

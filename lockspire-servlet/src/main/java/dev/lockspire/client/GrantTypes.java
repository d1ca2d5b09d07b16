package dev.lockspire.client;

/** Grant types by their registered names (RFC 7591 §2). */
public final class GrantTypes {
  public static final String AUTHORIZATION_CODE = "authorization_code";
  public static final String REFRESH_TOKEN = "refresh_token";
  public static final String CLIENT_CREDENTIALS = "client_credentials";
  public static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
  public static final String CIBA = "urn:openid:params:grant-type:ciba";
  public static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

  private GrantTypes() {}
}

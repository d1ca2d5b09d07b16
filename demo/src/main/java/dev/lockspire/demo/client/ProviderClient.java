package dev.lockspire.demo.client;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The app's side of the protocol: where to send people, and how to redeem a code. */
public final class ProviderClient {
  static final String CLIENT_ID = "billingo-dashboard-public";

  private static final String SCOPES = "openid profile email read:billing offline_access";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http;
  private final String issuer;
  private final String redirectUri;
  private final String api;

  /**
   * @param api URL to show off the access token at
   */
  public ProviderClient(HttpClient http, String issuer, String redirectUri, String api) {
    this.http = http;
    this.issuer = issuer;
    this.redirectUri = redirectUri;
    this.api = api;
  }

  String issuer() {
    return issuer;
  }

  /** Where to send the browser. */
  URI authorizationRequest(PendingConnection connection) throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", CLIENT_ID);
    parameters.put("redirect_uri", redirectUri);
    parameters.put("scope", SCOPES);
    parameters.put("state", connection.state());
    parameters.put("nonce", connection.nonce());
    parameters.put("code_challenge", connection.challenge());
    parameters.put("code_challenge_method", "S256");
    return URI.create(endpoint("authorization_endpoint") + "?" + form(parameters));
  }

  /** Redeems a code and tries out what came. */
  Receipt redeem(String code, PendingConnection connection) throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("grant_type", "authorization_code");
    parameters.put("code", code);
    parameters.put("redirect_uri", redirectUri);
    parameters.put("client_id", CLIENT_ID);
    parameters.put("code_verifier", connection.verifier());
    HttpResponse<String> answer =
        send(
            request(endpoint("token_endpoint"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(parameters))));
    Map<String, Object> tokens = json(answer.body());
    if (answer.statusCode() != 200) {
      return Receipt.failed("The token endpoint refused: " + Receipt.pretty(tokens));
    }
    // Straight from the token endpoint, so its signature need not be checked (OpenID Connect Core
    // §3.1.3.7), but the nonce must be.
    if (!connection.nonce().equals(nonceOf(tokens.get("id_token")))) {
      return Receipt.failed("The ID token is not the answer to this request: its nonce differs.");
    }
    String accessToken = String.valueOf(tokens.get("access_token"));
    return Receipt.of(
        tokens, call(endpoint("userinfo_endpoint"), accessToken), call(api, accessToken));
  }

  private String call(String url, String accessToken) throws IOException {
    HttpResponse<String> answer =
        send(request(url).header("Authorization", "Bearer " + accessToken).GET());
    return answer.statusCode() == 200
        ? Receipt.pretty(json(answer.body()))
        : "HTTP " + answer.statusCode() + "\n" + answer.body();
  }

  private String endpoint(String name) throws IOException {
    String discovery = issuer + "/.well-known/openid-configuration";
    HttpResponse<String> answer = send(request(discovery).GET());
    if (answer.statusCode() != 200 || !(json(answer.body()).get(name) instanceof String endpoint)) {
      throw new IOException("discovery does not name the " + name);
    }
    return endpoint;
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(
          request.header("Accept", "application/json").build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Map<String, Object> json(String text) throws IOException {
    try {
      return JSONObjectUtils.parse(text);
    } catch (ParseException e) {
      throw new IOException("the provider did not answer with JSON", e);
    }
  }

  private static Object nonceOf(Object idToken) {
    try {
      return JWSObject.parse(String.valueOf(idToken)).getPayload().toJSONObject().get("nonce");
    } catch (ParseException noIdToken) {
      return null;
    }
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}

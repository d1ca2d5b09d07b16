package dev.lockspire.authorize;

import java.util.LinkedHashMap;
import java.util.Map;

/** A client row: public with PKCE, redirect {@code https://c.example/cb}, until a test differs. */
final class TestClient {
  private final Map<String, String> columns = new LinkedHashMap<>();

  TestClient(String clientId) {
    text("client_id", clientId)
        .text("client_type", "public")
        .text("token_endpoint_auth_method", "none")
        .texts("redirect_uris", "https://c.example/cb")
        .texts("allowed_scopes", "openid", "email")
        .texts("allowed_grant_types", "authorization_code", "refresh_token")
        .texts("allowed_response_types", "code");
  }

  TestClient confidential() {
    return text("client_type", "confidential")
        .text("token_endpoint_auth_method", "client_secret_basic");
  }

  /** Confidential, and proves who it is by a key. */
  TestClient keyed() {
    return confidential().text("token_endpoint_auth_method", "private_key_jwt");
  }

  TestClient redirectUris(String... uris) {
    return texts("redirect_uris", uris);
  }

  TestClient scopes(String... scopes) {
    return texts("allowed_scopes", scopes);
  }

  TestClient text(String column, String value) {
    columns.put(column, quote(value));
    return this;
  }

  TestClient flag(String column, boolean value) {
    columns.put(column, Boolean.toString(value));
    return this;
  }

  TestClient number(String column, int value) {
    columns.put(column, Integer.toString(value));
    return this;
  }

  TestClient texts(String column, String... values) {
    StringBuilder array = new StringBuilder("ARRAY[");
    for (int i = 0; i < values.length; i++) {
      array.append(i == 0 ? "" : ",").append(quote(values[i]));
    }
    columns.put(column, array.append("]::text[]").toString());
    return this;
  }

  /** The types of authorization details it registered. */
  TestClient detailTypes(String... types) {
    return text(
        "metadata", "{\"authorization_details_types\":[\"" + String.join("\",\"", types) + "\"]}");
  }

  String id() {
    String quoted = columns.get("client_id");
    return quoted.substring(1, quoted.length() - 1);
  }

  String insert() {
    return "INSERT INTO {clients} ("
        + String.join(", ", columns.keySet())
        + ") VALUES ("
        + String.join(", ", columns.values())
        + ")";
  }

  private static String quote(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}

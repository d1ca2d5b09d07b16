package dev.lockspire.bench.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The clients that the load comes from, as RFC 7591 metadata for {@code bin/demo --clients}. */
public final class Clients {
  /** Each with four people, so that 32 connections are 32 pairs of a person and a client. */
  private static final int CODE_CLIENTS = 8;

  private static final String MACHINE_SCOPE = "read:billing";

  private Clients() {}

  /** Random, as a generated one is; and public, for a server that lives for minutes on loopback. */
  private static String secret(String clientId) {
    return "b3nch-Q7vYk2Zr9XwLm4TsHd8NcJf6GpAe1UoIi5RtWq0-" + clientId;
  }

  static CodeClient machine(String kind) {
    return new CodeClient("bench-machine-" + kind, secret("bench-machine-" + kind));
  }

  static CodeClient code(int connection) {
    String id = "bench-code-" + connection % CODE_CLIENTS;
    return new CodeClient(id, secret(id));
  }

  /** One that keeps to a FAPI 2.0 profile; each has keys and nonces of its own. */
  static FapiClient fapi(FapiClient.Profile profile, int connection) {
    return new FapiClient(profile.clientId(connection % CODE_CLIENTS), profile);
  }

  /** Who sits at that connection. */
  static String account(int connection) {
    return List.of("alice", "bob", "ops", "audra").get(connection / CODE_CLIENTS % 4);
  }

  /** A JSON array. */
  public static String json() {
    List<String> documents = new ArrayList<>();
    documents.add(machine("es256", "\"access_token_signed_response_alg\": \"ES256\""));
    documents.add(machine("rs256", "\"access_token_signed_response_alg\": \"RS256\""));
    documents.add(machine("opaque", "\"access_token_format\": \"opaque\""));
    Stream.iterate(0, i -> i + 1)
        .limit(CODE_CLIENTS)
        .map(Clients::codeDocument)
        .forEach(documents::add);
    for (FapiClient.Profile profile : FapiClient.Profile.values()) {
      for (int number = 0; number < CODE_CLIENTS; number++) {
        documents.add(FapiClient.document(profile, number));
      }
    }
    return "[" + String.join(",\n ", documents) + "]\n";
  }

  private static String machine(String kind, String format) {
    CodeClient client = machine(kind);
    return """
    {"client_id": "%s", "client_secret": "%s", "client_name": "Bench machine %s",
      "token_endpoint_auth_method": "client_secret_basic",
      "grant_types": ["client_credentials"], "response_types": [],
      "scope": "%s", %s}\
    """
        .formatted(client.clientId(), client.secret(), kind, MACHINE_SCOPE, format);
  }

  private static String codeDocument(int number) {
    CodeClient client = code(number);
    return """
    {"client_id": "%s", "client_secret": "%s", "client_name": "Bench app %d",
      "token_endpoint_auth_method": "client_secret_basic",
      "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"],
      "redirect_uris": ["%s"], "scope": "openid profile email offline_access",
      "id_token_signed_response_alg": "ES256", "access_token_signed_response_alg": "ES256"}\
    """
        .formatted(client.clientId(), client.secret(), number, FlowClient.REDIRECT_URI);
  }
}

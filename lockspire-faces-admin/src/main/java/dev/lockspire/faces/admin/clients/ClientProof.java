package dev.lockspire.faces.admin.clients;

import static dev.lockspire.faces.admin.clients.ClientField.Kind.JSON;
import static dev.lockspire.faces.admin.clients.ClientField.Kind.TEXT;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.faces.admin.page.Entries;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What some ways to prove oneself need beside their name: fields that belong together. */
public enum ClientProof {
  /** By which algorithm assertions are signed (RFC 7523). */
  SIGNATURE(
      Set.of(AuthMethod.PRIVATE_KEY_JWT),
      ClientField.algorithm(
          "token_endpoint_auth_signing_alg", c -> c.metadata().tokenEndpointAuthSigningAlg())),
  /** The keys that verify them, or that are in its certificates (RFC 8705 §2.2). */
  KEYS(
      Set.of(AuthMethod.PRIVATE_KEY_JWT, AuthMethod.SELF_SIGNED_TLS_CLIENT_AUTH),
      ClientField.of(ClientField.JWKS_URI, TEXT, c -> c.metadata().jwksUri()),
      ClientField.of(ClientField.JWKS, JSON, c -> c.jwks())),
  /** What a certificate of an authority must name (RFC 8705 §2.1.2). */
  CERTIFICATE(
      Set.of(AuthMethod.TLS_CLIENT_AUTH),
      ClientField.of(
          "tls_client_auth_subject_dn", TEXT, c -> c.metadata().tlsClientAuthSubjectDn()),
      ClientField.of("tls_client_auth_san_dns", TEXT, c -> c.metadata().tlsClientAuthSanDns()),
      ClientField.of("tls_client_auth_san_uri", TEXT, c -> c.metadata().tlsClientAuthSanUri()),
      ClientField.of("tls_client_auth_san_ip", TEXT, c -> c.metadata().tlsClientAuthSanIp()),
      ClientField.of("tls_client_auth_san_email", TEXT, c -> c.metadata().tlsClientAuthSanEmail()));

  private static final String ALGORITHM = "token_endpoint_auth_signing_alg";

  @SuppressWarnings("ImmutableEnumChecker") // Set.of never changes.
  private final Set<AuthMethod> methods;

  @SuppressWarnings("ImmutableEnumChecker") // Fields are records of stateless functions.
  private final List<ClientField> fields;

  ClientProof(Set<AuthMethod> methods, ClientField... fields) {
    this.methods = methods;
    this.fields = List.of(fields);
  }

  /** Everything that {@code method} needs. */
  static List<ClientField> fieldsOf(AuthMethod method) {
    return Arrays.stream(values())
        .filter(proof -> proof.methods.contains(method))
        .flatMap(proof -> proof.fields.stream())
        .toList();
  }

  /** Whether {@code method} rests on keys that may be elsewhere. */
  static boolean hasKeys(AuthMethod method) {
    return KEYS.methods.contains(method);
  }

  /** Puts what the form says of {@code method} into a new client's document. */
  static void register(String method, Entries entries, Map<String, Object> document) {
    AuthMethod.ofWireName(method)
        .ifPresent(
            chosen -> {
              fieldsOf(chosen).forEach(field -> document.put(field.name(), field.read(entries)));
              if (chosen == AuthMethod.CLIENT_SECRET_JWT) {
                document.put(ALGORITHM, "HS256");
              }
            });
  }

  public List<ClientField> getFields() {
    return fields;
  }

  /** Class by which a form shows its fields for its methods only. */
  public String getStyle() {
    return "ls-proof-" + name().toLowerCase(Locale.ROOT);
  }
}

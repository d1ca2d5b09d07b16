package dev.lockspire.faces.admin.clients;

import dev.lockspire.client.ClientMetadata.ApplicationType;
import dev.lockspire.client.ClientType;
import dev.lockspire.client.GrantTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an application is, which settles most of its registration (RFC 6749 §2.1, RFC 8252). */
public enum ClientKind {
  /** Pages made on a server, which can keep a secret. */
  WEB(ClientType.CONFIDENTIAL, ApplicationType.WEB, "authorization_code", "refresh_token"),
  /** Runs in the browser, where nothing is secret. */
  SPA(ClientType.PUBLIC, ApplicationType.WEB, "authorization_code"),
  /** Installed on a phone or a desktop. */
  NATIVE(ClientType.PUBLIC, ApplicationType.NATIVE, "authorization_code", "refresh_token"),
  /** Acts for itself; nobody signs in. */
  MACHINE(ClientType.CONFIDENTIAL, ApplicationType.WEB, "client_credentials");

  /** What a client that anybody can pretend to be must not do. */
  private static final List<String> ONLY_CONFIDENTIAL =
      List.of(GrantTypes.CLIENT_CREDENTIALS, GrantTypes.CIBA);

  private final ClientType clientType;
  private final ApplicationType applicationType;

  @SuppressWarnings("ImmutableEnumChecker") // List.of never changes.
  private final List<String> usualGrants;

  ClientKind(ClientType clientType, ApplicationType applicationType, String... usualGrants) {
    this.clientType = clientType;
    this.applicationType = applicationType;
    this.usualGrants = List.of(usualGrants);
  }

  static Optional<ClientKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.getWord().equals(word)).findFirst();
  }

  /** As it stands in the address: {@code web}. */
  public String getWord() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Key of its words. */
  public String getKey() {
    return "client.kind." + getWord();
  }

  public boolean isConfidential() {
    return clientType == ClientType.CONFIDENTIAL;
  }

  String clientType() {
    return clientType.wireName();
  }

  String applicationType() {
    return applicationType.name().toLowerCase(Locale.ROOT);
  }

  boolean usually(String grant) {
    return usualGrants.contains(grant);
  }

  /** Of the ways the server offers to get tokens, those open to this kind. */
  List<String> grants(List<String> offered) {
    return offered.stream()
        .filter(grant -> isConfidential() || !ONLY_CONFIDENTIAL.contains(grant))
        .toList();
  }

  /** Of the ways the server offers to prove who one is, those open to this kind. */
  List<String> authMethods(List<String> offered) {
    return offered.stream().filter(method -> method.equals("none") != isConfidential()).toList();
  }
}

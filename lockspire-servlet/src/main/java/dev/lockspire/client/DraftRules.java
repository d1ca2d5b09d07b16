package dev.lockspire.client;

import dev.lockspire.policy.ProfileReadiness;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What speaks against a client as a document would make it: what could not be read, what the rules
 * refuse, and what a change may not touch.
 */
final class DraftRules {
  /** Members that an update may name only with the value they already have. */
  private static final Set<String> IMMUTABLE =
      Set.of(
          "client_id",
          "client_type",
          "token_endpoint_auth_method",
          "pkce_required",
          "subject_type",
          "allowed_grant_types",
          "allowed_response_types",
          "client_secret",
          "client_secret_expires_at",
          "active");

  /** State that no document reaches. */
  private static final Set<String> OUT_OF_REACH =
      Set.of(
          "client_secret_hash",
          "disabled_at",
          "disabled_by",
          "last_secret_rotated_at",
          "provenance",
          "registration_access_token_hash",
          "registration_client_uri",
          "initial_access_token_id",
          "client_id_issued_at");

  private final Supplier<ServerPolicy> policy;
  private final ProfileReadiness readiness;
  private final Supplier<Set<SigningAlgorithm>> active;
  private final boolean development;

  /**
   * @param readiness asked before a client enters a FAPI profile of its own
   * @param active algorithms that have an active signing key
   * @param development whether redirect URIs may be http to any host
   */
  DraftRules(
      Supplier<ServerPolicy> policy,
      ProfileReadiness readiness,
      Supplier<Set<SigningAlgorithm>> active,
      boolean development) {
    this.policy = policy;
    this.readiness = readiness;
    this.active = active;
    this.development = development;
  }

  /** What {@code profile} would refuse in the registration of a client that it held for. */
  List<FieldError> under(SecurityProfile profile, Client client) {
    return ClientRules.check(
        client.metadata(), client.jwks(), client.extra(), profile, profile, development);
  }

  /**
   * What speaks against a document that describes a whole client.
   *
   * @param before the client that it replaces
   */
  List<FieldError> whole(Optional<Client> before, ClientDocument.Draft draft) {
    List<FieldError> errors = problems(draft);
    errors.addAll(notReady(before, draft));
    return errors;
  }

  /** The client with {@code changes}, but for what no document reaches. */
  static ClientDocument.Draft draft(Client client, Map<String, Object> changes) {
    Map<String, Object> reachable = new LinkedHashMap<>(changes);
    reachable.keySet().removeAll(OUT_OF_REACH);
    reachable.remove("client_id", client.clientId());
    return ClientDocument.changes(reachable, client);
  }

  /**
   * What speaks against changing {@code client}.
   *
   * @param otherSubjects whether people may become other subjects by it
   */
  List<FieldError> changed(
      Client client,
      ClientDocument.Draft draft,
      Map<String, Object> changes,
      boolean otherSubjects) {
    List<FieldError> errors = problems(draft);
    // What was wrong before and is not touched now must not keep the rest from being changed.
    List<FieldError> before = rules(client.metadata(), client.jwks(), client.extra());
    errors.removeIf(e -> before.contains(e) && !draft.changed().contains(e.field()));
    errors.addAll(notReady(Optional.of(client), draft));
    for (String field : changes.keySet()) {
      if (OUT_OF_REACH.contains(field)) {
        errors.add(FieldError.of(field, "immutable_field"));
      }
    }
    for (String field : draft.changed()) {
      if (IMMUTABLE.contains(field) && !(otherSubjects && field.equals("subject_type"))) {
        errors.add(FieldError.of(field, "immutable_field"));
      }
    }
    if (!otherSubjects) {
      errors.addAll(
          SubjectRules.keepsSubjects(client.metadata(), draft.metadata(), draft.changed()));
    }
    return errors;
  }

  private List<FieldError> problems(ClientDocument.Draft draft) {
    List<FieldError> errors = new ArrayList<>(draft.errors());
    if (draft.clientId() != null && !isValidClientId(draft.clientId())) {
      errors.add(FieldError.of("client_id", "invalid_client_id"));
    }
    // A member that could not be read is reported once, not again for what stands in for it.
    Set<String> unread = draft.errors().stream().map(FieldError::field).collect(Collectors.toSet());
    rules(draft.metadata(), draft.jwks(), draft.extra()).stream()
        .filter(error -> !unread.contains(error.field()))
        .distinct()
        .forEach(errors::add);
    return errors;
  }

  /** Staying in a FAPI profile does not ask for keys again, nor does following the server's. */
  private List<FieldError> notReady(Optional<Client> before, ClientDocument.Draft draft) {
    Inheritable.Profile wanted = draft.metadata().securityProfile();
    boolean held = before.filter(c -> c.metadata().securityProfile() == wanted).isPresent();
    return wanted.isFapi() && !held ? ReadinessErrors.of(readiness.check()) : List.of();
  }

  private List<FieldError> rules(
      ClientMetadata metadata, Optional<Map<String, Object>> jwks, Map<String, Object> extra) {
    ServerPolicy server = policy.get();
    List<FieldError> errors =
        new ArrayList<>(
            ClientRules.check(
                metadata,
                jwks,
                extra,
                metadata.securityProfile().effective(server),
                server.securityProfile(),
                development));
    errors.addAll(SigningKeyRules.check(metadata, extra, active.get()));
    return errors;
  }

  /** Visible ASCII, so that it survives every header, form and log it passes through. */
  private static boolean isValidClientId(String clientId) {
    return Clients.isWellFormed(clientId) && clientId.indexOf(' ') < 0;
  }
}

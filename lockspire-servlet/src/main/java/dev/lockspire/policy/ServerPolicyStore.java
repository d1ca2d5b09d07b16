package dev.lockspire.policy;

import static dev.lockspire.policy.PolicyField.word;

import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import dev.lockspire.storage.Transaction;
import java.time.Instant;
import java.util.Optional;

/** The one row that holds the server policy. */
final class ServerPolicyStore {
  private static final String SELECT =
      """
      SELECT par_policy, dpop_policy, security_profile, access_token_format, max_delegation_depth,
        registration_policy, dcr_allowed_scopes, dcr_allowed_grant_types,
        dcr_allowed_response_types, dcr_allowed_redirect_uri_schemes,
        dcr_allowed_redirect_uri_hosts, dcr_allowed_token_endpoint_auth_methods,
        dcr_default_client_lifetime_seconds, dcr_default_client_secret_lifetime_seconds,
        dcr_default_registration_access_token_lifetime_seconds,
        message_signing_requires_request_objects, message_signing_requires_jarm,
        message_signing_requires_introspection
      FROM {server_policies} WHERE id = 1
      """;
  private static final String CREATE =
      "INSERT INTO {server_policies} (id) VALUES (1) ON CONFLICT (id) DO NOTHING";
  private static final String UPDATE =
      """
      UPDATE {server_policies} SET par_policy = ?, dpop_policy = ?, security_profile = ?,
        access_token_format = ?, max_delegation_depth = ?, registration_policy = ?,
        dcr_allowed_scopes = ?, dcr_allowed_grant_types = ?, dcr_allowed_response_types = ?,
        dcr_allowed_redirect_uri_schemes = ?, dcr_allowed_redirect_uri_hosts = ?,
        dcr_allowed_token_endpoint_auth_methods = ?, dcr_default_client_lifetime_seconds = ?,
        dcr_default_client_secret_lifetime_seconds = ?,
        dcr_default_registration_access_token_lifetime_seconds = ?,
        message_signing_requires_request_objects = ?, message_signing_requires_jarm = ?,
        message_signing_requires_introspection = ?,
        row_version = row_version + 1, updated_at = ?
      WHERE id = 1
      """;

  private final Database database;
  private final String select;
  private final String create;
  private final String update;

  ServerPolicyStore(Database database) {
    this.database = database;
    this.select = database.sql(SELECT);
    this.create = database.sql(CREATE);
    this.update = database.sql(UPDATE);
  }

  /** The stored policy; empty while no operator has saved one. */
  Optional<ServerPolicy> find() {
    return database.first(select, b -> {}, ServerPolicyStore::read);
  }

  /** The policy under a lock that lasts as long as {@code transaction}. */
  ServerPolicy lock(Transaction transaction) {
    transaction.statements().execute(create, b -> {});
    return transaction
        .statements()
        .first(select + " FOR UPDATE", b -> {}, ServerPolicyStore::read)
        .orElseThrow(() -> new IllegalStateException("the policy row was created but is absent"));
  }

  void save(Transaction transaction, ServerPolicy policy, Instant now) {
    transaction.statements().execute(update, binder -> bind(binder, policy).time(now));
  }

  private static Binder bind(Binder binder, ServerPolicy policy) {
    ServerPolicy.Registration registration = policy.registration();
    return binder
        .text(policy.parPolicy().wireName())
        .text(policy.dpopPolicy().wireName())
        .text(policy.securityProfile().wireName())
        .text(policy.accessTokenFormat().wireName())
        .number(policy.maxDelegationDepth())
        .text(registration.policy().wireName())
        .texts(registration.allowedScopes())
        .texts(registration.allowedGrantTypes())
        .texts(registration.allowedResponseTypes())
        .texts(registration.allowedRedirectUriSchemes())
        .texts(registration.allowedRedirectUriHosts())
        .texts(registration.allowedAuthMethods())
        .number(registration.clientLifetimeSeconds())
        .number(registration.clientSecretLifetimeSeconds())
        .number(registration.registrationAccessTokenLifetimeSeconds())
        .flag(policy.messageSigning().requestObjects())
        .flag(policy.messageSigning().authorizationResponses())
        .flag(policy.messageSigning().introspectionResponses());
  }

  private static ServerPolicy read(Row row) {
    return new ServerPolicy(
        word(ParPolicy.class, row.text("par_policy")),
        word(DpopPolicy.class, row.text("dpop_policy")),
        word(SecurityProfile.class, row.text("security_profile")),
        word(TokenFormat.class, row.text("access_token_format")),
        row.number("max_delegation_depth"),
        new ServerPolicy.Registration(
            word(RegistrationPolicy.class, row.text("registration_policy")),
            row.texts("dcr_allowed_scopes"),
            row.texts("dcr_allowed_grant_types"),
            row.texts("dcr_allowed_response_types"),
            row.texts("dcr_allowed_redirect_uri_schemes"),
            row.texts("dcr_allowed_redirect_uri_hosts"),
            row.texts("dcr_allowed_token_endpoint_auth_methods"),
            row.number("dcr_default_client_lifetime_seconds"),
            row.number("dcr_default_client_secret_lifetime_seconds"),
            row.number("dcr_default_registration_access_token_lifetime_seconds")),
        new MessageSigning(
            row.flag("message_signing_requires_request_objects"),
            row.flag("message_signing_requires_jarm"),
            row.flag("message_signing_requires_introspection")));
  }
}

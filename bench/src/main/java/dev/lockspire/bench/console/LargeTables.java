package dev.lockspire.bench.console;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Fills the tables of a migrated schema: many clients, tokens in families of all states, grants,
 * interactions, refusals and evidence, spread over clients and people as uneven as in life.
 */
final class LargeTables {
  private final String jdbcUrl;
  private final long clients;
  private final long tokens;
  private final long audit;

  LargeTables(String jdbcUrl, long clients, long tokens, long audit) {
    this.jdbcUrl = jdbcUrl;
    this.clients = clients;
    this.tokens = tokens;
    this.audit = audit;
  }

  void fill() throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = lockspire");
      statement.execute("SET synchronous_commit = off");
      for (String step : steps()) {
        statement.execute(step);
      }
      statement.execute("VACUUM ANALYZE");
    }
  }

  /**
   * A tenth of everything belongs to one client, the oldest twentieth to another that has been
   * silent since, the rest to all of them.
   */
  private String client(long rows) {
    return "CASE WHEN n %% 10 = 0 THEN 'big-client' WHEN n <= %d THEN 'old-client'"
        .concat(" ELSE 'client-' || (n::bigint * 7919 %% %d) END")
        .formatted(rows / 20, clients);
  }

  private List<String> steps() {
    return List.of(
        """
        INSERT INTO lockspire_clients (client_id, name, client_type, token_endpoint_auth_method,
          redirect_uris, allowed_scopes, allowed_grant_types, active, provenance)
        SELECT 'client-' || n, 'Application ' || (n::bigint * 7919 %% %1$d), 'public', 'none',
          ARRAY['https://app' || n || '.example/callback'], '{openid,profile}',
          '{authorization_code,refresh_token}', n %% 50 <> 0,
          CASE WHEN n %% 20 = 0 THEN 'self_registered' ELSE 'operator' END
        FROM generate_series(1, %1$d) n
        """
            .formatted(clients),
        """
        INSERT INTO lockspire_consent_grants (account_id, client_id, scopes, kind, status, granted_at,
          revoked_at)
        SELECT 'account-' || (n %% 50000), %s, '{openid,profile}',
          'remembered', CASE WHEN n %% 5 = 0 THEN 'revoked' ELSE 'active' END,
          now() - n * interval '1 second', CASE WHEN n %% 5 = 0 THEN now() END
        FROM generate_series(1, %d) n
        """
            .formatted(client(tokens / 5), Math.max(1, tokens / 5)),
        """
        INSERT INTO lockspire_interactions (interaction_id, client_id, browser_hash, return_to,
          redirect_uri, response_mode, status, expires_at)
        SELECT 'interaction-' || n, %s, md5(n::text), '/', 'https://app.example/callback', 'query',
          (ARRAY['pending_login','pending_consent','completed','denied','expired'])[1 + n %% 5],
          now() + interval '1 hour' - n * interval '1 second'
        FROM generate_series(1, %d) n
        """
            .formatted(client(tokens / 5), Math.max(1, tokens / 5)),
        """
        INSERT INTO lockspire_tokens (token_hash, token_type, client_id, account_id, family_id,
          generation, consent_grant_id, sid, scopes, issued_at, expires_at, redeemed_at, revoked_at,
          reuse_detected_at)
        SELECT md5(n::text) || md5((-n)::text),
          CASE WHEN n %% 2 = 0 THEN 'refresh_token' ELSE 'access_token' END, %s,
          'account-' || (n %% 50000), 'family-' || (n / 20), n %% 20, 1 + n / 5, 'sid-' || (n / 40),
          '{openid,profile}', now() - (%d - n) * interval '1 second',
          now() + interval '10 days' - (%d - n) * interval '2 seconds',
          CASE WHEN n %% 20 < 10 AND n %% 2 = 0 THEN now() END,
          CASE WHEN n %% 20 < 10 AND n %% 2 = 0 THEN now() END,
          CASE WHEN n %% 10000 = 0 THEN now() END
        FROM generate_series(1, %d) n
        """
            .formatted(client(tokens), tokens, tokens, tokens),
        """
        INSERT INTO lockspire_audit_events (action, outcome, actor_type, actor_id, resource_type,
          resource_id, metadata, inserted_at)
        SELECT (ARRAY['authorization_code_redeemed','refresh_token_rotated','consent_approved',
            'token_revoked','client_updated'])[1 + n %% 5],
          CASE WHEN n %% 1000 = 0 THEN 'denied' ELSE 'succeeded' END,
          CASE WHEN n %% 500 = 0 THEN 'operator' ELSE 'client' END,
          CASE WHEN n %% 500 = 0 THEN 'operator-' || (n %% 7) ELSE %s END,
          'refresh_token', n::text, '{"family_id": "family"}',
          now() - (%d - n) * interval '1 second'
        FROM generate_series(1, %d) n
        """
            .formatted(client(audit), audit, audit),
        """
        INSERT INTO lockspire_refusals (correlation_id, method, route, status, error, reason,
          description, client_id, judgements, occurred_at, expires_at)
        SELECT 'correlation-' || n, 'POST', '/token', 400, 'invalid_grant', 'reason_' || (n %% 20),
          'It cannot be used.', %s,
          '[{"rule": "TOKEN_IS_KNOWN", "reference": "RFC 6749", "passed": false}]',
          now() - n * interval '1 second', now() + interval '7 days'
        FROM generate_series(1, 100000) n
        """
            .formatted(client(100_000)),
        """
        INSERT INTO lockspire_client_traffic (client_id, day, trait, requests, last_seen)
        SELECT 'client-' || n, date_trunc('day', now()) - d * interval '1 day', t, n, now()
        FROM generate_series(1, %d) n, generate_series(0, 7) d,
          unnest(ARRAY['direct_request','plain_response','bearer_token']) t
        """
            .formatted(clients),
        """
        INSERT INTO lockspire_hourly_figures (hour, name, label, value)
        SELECT date_trunc('hour', now()) - h * interval '1 hour', 'refusals', 'reason_' || r, r * h
        FROM generate_series(0, 720) h, generate_series(1, 40) r
        """);
  }
}

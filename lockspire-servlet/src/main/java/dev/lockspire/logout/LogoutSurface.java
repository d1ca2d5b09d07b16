package dev.lockspire.logout;

import dev.lockspire.client.Clients;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.HostSite;
import dev.lockspire.http.Endpoint;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.interaction.BrowserSessions;
import dev.lockspire.keys.JwtVerifier;
import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.minting.PairwiseSubjects;
import dev.lockspire.policy.ServerPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts the logout surface together: its rules, pages, hand-off, completion and metadata. */
public final class LogoutSurface {
  private final EndSessionEndpoint endSession;
  private final CompletionEndpoint completion;

  /**
   * What the surface is told by configuration.
   *
   * @param logoutPath the host's logout, for a resolver that names none
   * @param completionLifetime how long the host has to end its session
   */
  public record Settings(Optional<String> logoutPath, Duration completionLifetime) {}

  public LogoutSurface(
      Clients clients,
      Supplier<ServerPolicy> policy,
      JwtVerifier verifier,
      PairwiseSubjects subjects,
      BrowserSessions browsers,
      HostSite host,
      SessionTermination termination,
      KeyRing keys,
      RandomSource random,
      InstantSource clock,
      Settings settings,
      RuleTrace trace) {
    SignedValues requests = new SignedValues(keys, "request", clock, settings.completionLifetime());
    SignedValues completions =
        new SignedValues(keys, "completion", clock, settings.completionLifetime());
    LogoutPages pages = new LogoutPages(random);
    this.endSession =
        new EndSessionEndpoint(
            new EndSessionRules(new IdTokenHints(verifier, clients::find, policy), clients),
            trace,
            browsers,
            new CurrentSession(host, browsers),
            new HintedSessions(clients, subjects),
            requests,
            new HostLogout(host, settings.logoutPath(), browsers, completions, random),
            pages);
    this.completion = new CompletionEndpoint(completions, browsers, termination, pages);
  }

  /** {@code GET|POST /end_session}. */
  public Endpoint endSession() {
    return endSession::endSession;
  }

  /** {@code GET /end_session/confirm}. */
  public Endpoint resume() {
    return endSession::resume;
  }

  /** {@code POST /end_session/confirm}. */
  public Endpoint confirm() {
    return endSession::confirm;
  }

  /** {@code GET|POST /end_session/complete}. */
  public Endpoint complete() {
    return completion::complete;
  }

  public MetadataContributor metadata() {
    return document -> document.endpoint("end_session_endpoint", "/end_session");
  }
}

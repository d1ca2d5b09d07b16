package dev.lockspire;

import dev.lockspire.config.LockspireConfig;
import dev.lockspire.protect.ExternalUrl;
import dev.lockspire.protect.ProtectedResources;
import dev.lockspire.protect.RefusalReport;
import dev.lockspire.protect.RouteProtection;
import dev.lockspire.protect.RouteRequests;
import dev.lockspire.protect.SenderVerification;
import dev.lockspire.protect.TokenVerification;

/** What protects the host's own routes, built. */
final class HostRoutes {
  private final ProtectedResources resources;
  private final RouteProtection protection;

  HostRoutes(Ground ground, Nouns nouns, Verbs verbs, LockspireConfig config) {
    this.resources =
        new ProtectedResources(
            config.resourceServers(),
            ground.issuer(),
            nouns.policies()::current,
            config.mtls().certificatesArrive());
    this.protection =
        new RouteProtection(
            new TokenVerification(
                verbs.verifier(),
                ground.issuer(),
                verbs.lookup(),
                verbs.subjects(),
                nouns.clients()::find,
                nouns.telemetry(),
                ground.clock()),
            new SenderVerification(
                nouns.acceptedProofs(),
                nouns.clients()::find,
                nouns.policies()::current,
                nouns.telemetry()),
            new RouteRequests(
                new ExternalUrl(config.trustedProxies()::include), nouns.certificates()),
            resources,
            new RefusalReport(nouns.refusals(), ground.random()),
            config::resolve);
  }

  /** The APIs that routes of the host protect. */
  ProtectedResources resources() {
    return resources;
  }

  RouteProtection protection() {
    return protection;
  }
}

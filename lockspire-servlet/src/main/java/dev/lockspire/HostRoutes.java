package dev.lockspire;

import dev.lockspire.config.LockspireConfig;
import dev.lockspire.protect.ExternalUrl;
import dev.lockspire.protect.ProtectedResources;
import dev.lockspire.protect.RefusalReport;
import dev.lockspire.protect.RouteProtection;
import dev.lockspire.protect.RouteRequests;
import dev.lockspire.protect.SenderVerification;
import dev.lockspire.protect.TokenVerification;
import dev.lockspire.senderconstraint.NoncePurpose;
import dev.lockspire.senderconstraint.ProofDemand;
import dev.lockspire.senderconstraint.ProofRefused;
import dev.lockspire.senderconstraint.ProofVerifier;
import dev.lockspire.senderconstraint.VerifiedProof;
import java.util.List;

/** What protects the host's own routes, built. */
final class HostRoutes {
  private final ProtectedResources resources;
  private final RouteProtection protection;

  HostRoutes(Ground ground, Nouns nouns, Verbs verbs, LockspireConfig config) {
    this.resources =
        new ProtectedResources(
            config.resourceServers(), ground.issuer(), nouns.policies()::current, config.mtls().certificatesArrive());
    this.protection =
        new RouteProtection(
            new TokenVerification(
                verbs.verifier(),
                ground.issuer(),
                verbs.lookup(),
                nouns.clients()::find,
                nouns.telemetry(),
                ground.clock()),
            new SenderVerification(
                new NoProofs(),
                nouns.singleUses(),
                nouns.clients()::find,
                nouns.policies()::current),
            new RouteRequests(new ExternalUrl(config.trustedProxies()::include), nouns.certificates()),
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

  /** No proof can be verified yet, so every one is refused. */
  private static final class NoProofs implements ProofVerifier {
    @Override
    public VerifiedProof verify(List<String> headers, ProofDemand demand) {
      throw new ProofRefused("invalid_jwt");
    }

    @Override
    public String freshNonce(NoncePurpose purpose) {
      return "";
    }
  }
}

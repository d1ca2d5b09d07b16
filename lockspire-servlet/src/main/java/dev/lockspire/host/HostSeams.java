package dev.lockspire.host;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Everything the host hands in, found and complete: what was supplied, and the neutral choice for
 * what was not.
 *
 * @param accountResolver the one required seam
 * @param consentPolicy {@link ConsentPolicy#standard} unless the host has its own
 * @param consentView the host's consent page; empty shows the reference page
 * @param authorizationDetailsValidators one for each type of authorization details that is known
 * @param listener {@link LockspireListener#silent} unless the host has its own
 * @param operatorIdentity {@link OperatorIdentity#ofContainer} unless the host has its own
 * @param rateLimiter empty lets everybody pass
 * @param clock the clock of the protocol
 * @param dataSource the host's connections; empty uses what the configuration names
 */
public record HostSeams(
    AccountResolver accountResolver,
    ConsentPolicy consentPolicy,
    Optional<ConsentView> consentView,
    List<AuthorizationDetailsValidator> authorizationDetailsValidators,
    LockspireListener listener,
    OperatorIdentity operatorIdentity,
    Optional<RateLimiter> rateLimiter,
    InstantSource clock,
    Optional<DataSource> dataSource) {

  public HostSeams {
    Objects.requireNonNull(accountResolver, "accountResolver");
    Objects.requireNonNull(consentPolicy, "consentPolicy");
    Objects.requireNonNull(consentView, "consentView");
    authorizationDetailsValidators = List.copyOf(authorizationDetailsValidators);
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(operatorIdentity, "operatorIdentity");
    Objects.requireNonNull(rateLimiter, "rateLimiter");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(dataSource, "dataSource");
  }

  /** A host that supplies nothing beyond the required seam. */
  public static HostSeams of(AccountResolver accountResolver) {
    return new HostSeams(
        accountResolver,
        ConsentPolicy.standard(),
        Optional.empty(),
        List.of(),
        LockspireListener.silent(),
        OperatorIdentity.ofContainer(),
        Optional.empty(),
        InstantSource.system(),
        Optional.empty());
  }
}

package dev.lockspire.config;

import java.util.Optional;

/**
 * Classes of the host named in configuration, the last place where a seam is looked for: after an
 * instance set by the host's configurer and after a CDI bean. Whether a class exists and fits is
 * found out by whoever loads it.
 *
 * @param accountResolver class of the {@code AccountResolver}
 * @param consentPolicy class of the {@code ConsentPolicy}
 * @param consentView class of the {@code ConsentView}
 * @param listener class of the {@code LockspireListener}
 * @param operatorIdentity class of the {@code OperatorIdentity}
 */
public record SeamsConfig(
    Optional<String> accountResolver,
    Optional<String> consentPolicy,
    Optional<String> consentView,
    Optional<String> listener,
    Optional<String> operatorIdentity) {

  /**
   * Checks the form of the names.
   *
   * @throws IllegalArgumentException when one is no class name
   */
  public SeamsConfig {
    SeamSettings.ACCOUNT_RESOLVER.checkAll(accountResolver);
    SeamSettings.CONSENT_POLICY.checkAll(consentPolicy);
    SeamSettings.CONSENT_VIEW.checkAll(consentView);
    SeamSettings.LISTENER.checkAll(listener);
    SeamSettings.OPERATOR_IDENTITY.checkAll(operatorIdentity);
  }
}

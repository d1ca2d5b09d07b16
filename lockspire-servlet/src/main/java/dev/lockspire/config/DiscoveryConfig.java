package dev.lockspire.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What only the host can say of itself in the discovery document (OpenID Connect Discovery §3). An
 * empty list or value leaves the member out.
 *
 * @param acrValuesSupported authentication contexts the host can establish
 * @param claimsSupported names of claims the host can supply
 * @param uiLocalesSupported languages of the host's pages, BCP 47
 * @param displayValuesSupported of {@code page}, {@code popup}, {@code touch}, {@code wap}
 * @param serviceDocumentation page for developers
 * @param opPolicyUri page on how relying parties may use the data
 * @param opTosUri terms of service
 * @param promptCreateSupported whether the host offers sign-up at {@code prompt=create}
 * @param promptSelectAccountSupported whether the host offers a choice of accounts at {@code
 *     prompt=select_account}
 */
public record DiscoveryConfig(
    List<String> acrValuesSupported,
    List<String> claimsSupported,
    List<String> uiLocalesSupported,
    List<String> displayValuesSupported,
    Optional<URI> serviceDocumentation,
    Optional<URI> opPolicyUri,
    Optional<URI> opTosUri,
    boolean promptCreateSupported,
    boolean promptSelectAccountSupported) {

  /**
   * Checks each value.
   *
   * @throws IllegalArgumentException when one is not of its form
   */
  public DiscoveryConfig {
    acrValuesSupported = DiscoverySettings.ACR_VALUES.check(List.copyOf(acrValuesSupported));
    claimsSupported = DiscoverySettings.CLAIMS.check(List.copyOf(claimsSupported));
    uiLocalesSupported = DiscoverySettings.UI_LOCALES.check(List.copyOf(uiLocalesSupported));
    displayValuesSupported =
        DiscoverySettings.DISPLAY_VALUES.check(List.copyOf(displayValuesSupported));
    DiscoverySettings.SERVICE_DOCUMENTATION.checkAll(serviceDocumentation);
    DiscoverySettings.OP_POLICY_URI.checkAll(opPolicyUri);
    DiscoverySettings.OP_TOS_URI.checkAll(opTosUri);
  }
}

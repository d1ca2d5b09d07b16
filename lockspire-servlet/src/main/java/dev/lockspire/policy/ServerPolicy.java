package dev.lockspire.policy;

import java.util.List;
import java.util.Objects;

/**
 * What operators decided for the whole server. Nullable components mean "no limit".
 *
 * @param parPolicy whether requests must be pushed first
 * @param dpopPolicy whether tokens must be bound to a key
 * @param securityProfile the profile that clients inherit
 * @param accessTokenFormat the format that clients inherit
 * @param maxDelegationDepth how long a chain of {@code act} may be, 0 to 5
 * @param registration who may register clients, and with which metadata
 * @param messageSigning what the Message Signing profile demands
 */
public record ServerPolicy(
    ParPolicy parPolicy,
    DpopPolicy dpopPolicy,
    SecurityProfile securityProfile,
    TokenFormat accessTokenFormat,
    int maxDelegationDepth,
    Registration registration,
    MessageSigning messageSigning) {

  /**
   * Limits of dynamic client registration; an empty list allows nothing, a null lifetime never
   * ends.
   */
  public record Registration(
      RegistrationPolicy policy,
      List<String> allowedScopes,
      List<String> allowedGrantTypes,
      List<String> allowedResponseTypes,
      List<String> allowedRedirectUriSchemes,
      List<String> allowedRedirectUriHosts,
      List<String> allowedAuthMethods,
      Integer clientLifetimeSeconds,
      Integer clientSecretLifetimeSeconds,
      Integer registrationAccessTokenLifetimeSeconds) {

    public Registration {
      allowedScopes = List.copyOf(allowedScopes);
      allowedGrantTypes = List.copyOf(allowedGrantTypes);
      allowedResponseTypes = List.copyOf(allowedResponseTypes);
      allowedRedirectUriSchemes = List.copyOf(allowedRedirectUriSchemes);
      allowedRedirectUriHosts = List.copyOf(allowedRedirectUriHosts);
      allowedAuthMethods = List.copyOf(allowedAuthMethods);
      requireNotNegative(clientLifetimeSeconds);
      requireNotNegative(clientSecretLifetimeSeconds);
      requireNotNegative(registrationAccessTokenLifetimeSeconds);
    }

    private static void requireNotNegative(Integer seconds) {
      if (seconds != null && seconds < 0) {
        throw new IllegalArgumentException("a lifetime is 0 seconds or more");
      }
    }

    static Registration disabled() {
      return new Registration(
          RegistrationPolicy.DISABLED,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          null,
          null,
          null);
    }
  }

  public ServerPolicy {
    Objects.requireNonNull(parPolicy, "parPolicy");
    Objects.requireNonNull(dpopPolicy, "dpopPolicy");
    Objects.requireNonNull(securityProfile, "securityProfile");
    Objects.requireNonNull(accessTokenFormat, "accessTokenFormat");
    Objects.requireNonNull(registration, "registration");
    Objects.requireNonNull(messageSigning, "messageSigning");
    if (maxDelegationDepth < 0 || maxDelegationDepth > 5) {
      throw new IllegalArgumentException("max_delegation_depth is 0 to 5");
    }
  }

  /** What holds while no row exists. */
  public static ServerPolicy defaults() {
    return new ServerPolicy(
        ParPolicy.OPTIONAL,
        DpopPolicy.BEARER,
        SecurityProfile.NONE,
        TokenFormat.JWT,
        3,
        Registration.disabled(),
        MessageSigning.defaults());
  }

  /** This policy with {@code profile}, everything else kept. */
  public ServerPolicy withSecurityProfile(SecurityProfile profile) {
    return new ServerPolicy(
        parPolicy,
        dpopPolicy,
        profile,
        accessTokenFormat,
        maxDelegationDepth,
        registration,
        messageSigning);
  }

  /** This policy with {@code policy} for pushed requests, everything else kept. */
  public ServerPolicy withParPolicy(ParPolicy policy) {
    return new ServerPolicy(
        policy,
        dpopPolicy,
        securityProfile,
        accessTokenFormat,
        maxDelegationDepth,
        registration,
        messageSigning);
  }

  /** This policy with {@code policy} for key-bound tokens, everything else kept. */
  public ServerPolicy withDpopPolicy(DpopPolicy policy) {
    return new ServerPolicy(
        parPolicy,
        policy,
        securityProfile,
        accessTokenFormat,
        maxDelegationDepth,
        registration,
        messageSigning);
  }

  /** This policy with {@code format}, everything else kept. */
  public ServerPolicy withAccessTokenFormat(TokenFormat format) {
    return new ServerPolicy(
        parPolicy,
        dpopPolicy,
        securityProfile,
        format,
        maxDelegationDepth,
        registration,
        messageSigning);
  }

  /** This policy with {@code depth} of 0 to 5, everything else kept. */
  public ServerPolicy withMaxDelegationDepth(int depth) {
    return new ServerPolicy(
        parPolicy,
        dpopPolicy,
        securityProfile,
        accessTokenFormat,
        depth,
        registration,
        messageSigning);
  }

  /** This policy with {@code limits} of dynamic registration, everything else kept. */
  public ServerPolicy withRegistration(Registration limits) {
    return new ServerPolicy(
        parPolicy,
        dpopPolicy,
        securityProfile,
        accessTokenFormat,
        maxDelegationDepth,
        limits,
        messageSigning);
  }

  /** This policy with {@code demands} of the Message Signing profile, everything else kept. */
  public ServerPolicy withMessageSigning(MessageSigning demands) {
    return new ServerPolicy(
        parPolicy,
        dpopPolicy,
        securityProfile,
        accessTokenFormat,
        maxDelegationDepth,
        registration,
        demands);
  }
}

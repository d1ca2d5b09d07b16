package dev.lockspire.config;

import java.time.Duration;

/**
 * How long what is issued stays valid. Whole seconds.
 *
 * @param accessToken 1 s to 30 d; {@code expires_in} of RFC 6749 §5.1
 * @param refreshToken 1 s to 3650 d
 * @param idToken 1 s to 1 d; {@code exp} of OpenID Connect Core §2
 * @param authorizationCode 1 s to 600 s, the most that RFC 6749 §4.1.2 recommends
 * @param interaction 10 s to 1 h: a person signs in and consents within it
 * @param logoutCompletion 10 s to 1 h: the host signs the person out within it
 * @param authorizationResponse 1 s to 600 s; {@code exp} of JARM §2.1
 */
public record Lifetimes(
    Duration accessToken,
    Duration refreshToken,
    Duration idToken,
    Duration authorizationCode,
    Duration interaction,
    Duration logoutCompletion,
    Duration authorizationResponse) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when one is out of range
   */
  public Lifetimes {
    LifetimeSettings.ACCESS_TOKEN_LIFETIME.check(accessToken);
    LifetimeSettings.REFRESH_TOKEN_LIFETIME.check(refreshToken);
    LifetimeSettings.ID_TOKEN_LIFETIME.check(idToken);
    LifetimeSettings.AUTHORIZATION_CODE_LIFETIME.check(authorizationCode);
    LifetimeSettings.INTERACTION_LIFETIME.check(interaction);
    LifetimeSettings.LOGOUT_COMPLETION_LIFETIME.check(logoutCompletion);
    LifetimeSettings.AUTHORIZATION_RESPONSE_LIFETIME.check(authorizationResponse);
  }
}

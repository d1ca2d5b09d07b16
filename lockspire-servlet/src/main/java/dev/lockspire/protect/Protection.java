package dev.lockspire.protect;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;

/**
 * Guards a route in code, for frameworks with a chain of their own. What the three filters do one
 * after the other it does at once:
 *
 * <pre>{@code
 * Protection billing =
 *     Lockspire.of(servletContext).protect().scopes("read:billing").audience(BILLING_API).build();
 *
 * Decision decision = billing.verify(request);
 * if (decision instanceof Decision.Refused refused) {
 *   refused.answer(response);
 *   return;
 * }
 * }</pre>
 *
 * <p>Safe for many threads; made once for each route.
 */
public final class Protection {
  private final RouteProtection protection;
  private final RouteRules rules;

  private Protection(RouteProtection protection, RouteRules rules) {
    this.protection = protection;
    this.rules = rules;
  }

  /**
   * Judges the token of {@code request} and leaves it in the attribute {@link
   * AccessToken#ATTRIBUTE}. One request is judged once, however often it is asked about: where
   * several routes ask, all of them must be satisfied.
   */
  public Decision verify(HttpServletRequest request) {
    return protection.decide(request, rules);
  }

  RouteRules rules() {
    return rules;
  }

  RouteProtection protection() {
    return protection;
  }

  /**
   * What a route demands. Every text may hold {@code ${key}} placeholders that the configuration
   * fills in.
   */
  public static final class Builder {
    private final RouteProtection protection;
    private final RouteOptions options;

    /** For the library itself: see {@code Lockspire.protect()}. */
    public Builder(RouteProtection protection) {
      this.protection = protection;
      this.options = protection.options();
    }

    /** Scopes that the token must have, all of them; without any a valid token will do. */
    public Builder scopes(String... scopes) {
      options.with(RouteOption.SCOPES, List.of(scopes));
      return this;
    }

    /** Audiences that the token may be meant for, any of them; without any every one will do. */
    public Builder audience(String... audiences) {
      options.with(RouteOption.AUDIENCES, List.of(audiences));
      return this;
    }

    /** Authentication contexts that the person may have signed in with, any of them (RFC 9470). */
    public Builder acr(String... values) {
      options.with(RouteOption.ACR, List.of(values));
      return this;
    }

    /** How long ago the person may have signed in, in whole seconds (RFC 9470). */
    public Builder maxAge(Duration age) {
      options.with(RouteOption.MAX_AGE, List.of(Long.toString(age.toSeconds())));
      return this;
    }

    /** How far the clock may be off: up to 60 seconds, none unless it is said. */
    public Builder clockSkew(Duration skew) {
      options.with(RouteOption.CLOCK_SKEW, List.of(Long.toString(skew.toSeconds())));
      return this;
    }

    /**
     * Also asks the database, by one statement for each request: revocation is seen at once, and
     * opaque tokens are accepted.
     */
    public Builder lookingInDatabase() {
      options.with(RouteOption.TOKEN_LOOKUP, List.of("database"));
      return this;
    }

    /**
     * @throws IllegalArgumentException with everything that is wrong
     */
    public Protection build() {
      return new Protection(protection, protection.guard(options.rules()));
    }

    RouteOptions options() {
      return options;
    }

    RouteProtection protection() {
      return protection;
    }
  }
}

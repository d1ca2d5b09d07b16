package dev.lockspire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets only requests with a good access token of this server reach what is annotated: a servlet, or
 * a class or method of Jakarta REST. Bound tokens must be shown by who holds their keys.
 *
 * <pre>{@code
 * @WebServlet("/reports/*")
 * @ProtectedResource(scopes = "read:billing", audience = "${lockspire.resource-server.reports.identifier}")
 * final class Reports extends HttpServlet {}
 * }</pre>
 *
 * <p>At a method of Jakarta REST each member that is given replaces that of the class; the others
 * are taken from the class. Without any member a valid token will do.
 *
 * <p>Every text may hold {@code ${key}} placeholders that the configuration fills in. What
 * contradicts itself, or cannot be honoured, stops the application's start. The token is found with
 * {@code dev.lockspire.protect.AccessToken.of(request)}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ProtectedResource {

  /** Scopes that the token must have, all of them. */
  String[] scopes() default {};

  /** Audiences that the token may be meant for, any of them. */
  String[] audience() default {};

  /** Authentication contexts that the person may have signed in with, any of them (RFC 9470). */
  String[] acr() default {};

  /** Seconds that may have passed since the person signed in (RFC 9470); -1 for any number. */
  int maxAge() default -1;

  /**
   * {@code local}: the token itself is looked at, which costs no statement and does not see
   * revocation; {@code database}: one statement for each request, which does, and opaque tokens are
   * accepted. Empty stands for {@code local}.
   */
  String tokenLookup() default "";
}

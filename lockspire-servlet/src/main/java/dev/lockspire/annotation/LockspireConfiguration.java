package dev.lockspire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Configuration written on a class of the host, for values that belong to the application rather
 * than to one deployment of it.
 *
 * <pre>{@code
 * @LockspireConfiguration({
 *   "lockspire.known-scopes=profile email read:billing",
 *   "lockspire.lifetimes.access-token=PT15M"
 * })
 * final class Billing {}
 * }</pre>
 *
 * <p>It overrides {@code META-INF/lockspire.properties} and is overridden by {@code web.xml}
 * context-params, system properties, the environment and the host's configurer. Do not put secrets
 * here: they would be in the class file. The keys are listed in {@code docs/configuration.md}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LockspireConfiguration {

  /**
   * Pairs of the form {@code key=value}. Keys without the prefix {@code lockspire.} serve {@code
   * ${key}} only.
   */
  String[] value();
}

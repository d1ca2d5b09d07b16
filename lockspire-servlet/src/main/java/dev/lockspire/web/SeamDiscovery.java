package dev.lockspire.web;

import dev.lockspire.config.ConfigKey;
import dev.lockspire.config.RarConfig;
import dev.lockspire.config.RarSettings;
import dev.lockspire.config.SeamSettings;
import dev.lockspire.config.SeamsConfig;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.AuthorizationDetailsValidator;
import dev.lockspire.host.ConsentPolicy;
import dev.lockspire.host.ConsentView;
import dev.lockspire.host.HostSeams;
import dev.lockspire.host.LockspireConfigurer;
import dev.lockspire.host.LockspireListener;
import dev.lockspire.host.OperatorIdentity;
import dev.lockspire.host.RateLimiter;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Finds what the host supplies. For each seam, in this order: the instance of the host's
 * configurer, a CDI bean, the class named in the configuration.
 */
final class SeamDiscovery {
  private final ServletContext context;
  private final LockspireConfigurer configurer;
  private final BeanSource beans;

  SeamDiscovery(ServletContext context, LockspireConfigurer configurer, BeanSource beans) {
    this.context = context;
    this.configurer = configurer;
    this.beans = beans;
  }

  /**
   * @param dataSource what the configurer was asked for already
   * @throws StartupFailure when the required seam is missing, a seam is supplied by several beans,
   *     or a named class cannot be used
   */
  HostSeams find(SeamsConfig named, RarConfig rar, Optional<DataSource> dataSource) {
    AccountResolver accounts =
        seam(
                configurer.accountResolver(context),
                AccountResolver.class,
                named.accountResolver(),
                SeamSettings.ACCOUNT_RESOLVER)
            .orElseThrow(SeamDiscovery::noAccountResolver);
    return new HostSeams(
        accounts,
        seam(
                configurer.consentPolicy(context),
                ConsentPolicy.class,
                named.consentPolicy(),
                SeamSettings.CONSENT_POLICY)
            .orElseGet(ConsentPolicy::standard),
        seam(
            configurer.consentView(context),
            ConsentView.class,
            named.consentView(),
            SeamSettings.CONSENT_VIEW),
        detailsValidators(rar),
        seam(
                configurer.listener(context),
                LockspireListener.class,
                named.listener(),
                SeamSettings.LISTENER)
            .orElseGet(LockspireListener::silent),
        seam(
                configurer.operatorIdentity(context),
                OperatorIdentity.class,
                named.operatorIdentity(),
                SeamSettings.OPERATOR_IDENTITY)
            .orElseGet(OperatorIdentity::ofContainer),
        configurer.rateLimiter(context).or(() -> beans.find(RateLimiter.class)),
        configurer.clock(context).orElseGet(InstantSource::system),
        dataSource);
  }

  /** One for each type: the configurer's, else a bean, else the class that is named for it. */
  private List<AuthorizationDetailsValidator> detailsValidators(RarConfig rar) {
    List<AuthorizationDetailsValidator> found = new ArrayList<>();
    addNewTypes(found, configurer.authorizationDetailsValidators(context));
    addNewTypes(found, beans.findAll(AuthorizationDetailsValidator.class));
    List<AuthorizationDetailsValidator> named = new ArrayList<>();
    rar.validators().forEach((type, name) -> named.add(validator(type, name)));
    addNewTypes(found, named);
    return found;
  }

  private static void addNewTypes(
      List<AuthorizationDetailsValidator> found, List<AuthorizationDetailsValidator> more) {
    Set<String> before = new HashSet<>();
    found.forEach(validator -> before.add(validator.type()));
    Set<String> added = new HashSet<>();
    for (AuthorizationDetailsValidator validator : more) {
      String type = validator.type();
      if (!added.add(type)) {
        throw new StartupFailure(
            "There is more than one AuthorizationDetailsValidator of type "
                + type
                + ". Leave one.");
      }
      if (!before.contains(type)) {
        found.add(validator);
      }
    }
  }

  private AuthorizationDetailsValidator validator(String type, String className) {
    AuthorizationDetailsValidator validator =
        instantiate(className, AuthorizationDetailsValidator.class, RarSettings.VALIDATORS);
    if (!type.equals(validator.type())) {
      throw new StartupFailure(
          RarSettings.VALIDATORS.name()
              + " names "
              + className
              + " for the type "
              + type
              + ", but it is for "
              + validator.type()
              + ".");
    }
    return validator;
  }

  private <T> Optional<T> seam(
      Optional<T> instance, Class<T> type, Optional<String> className, ConfigKey<String> key) {
    return instance
        .or(() -> beans.find(type))
        .or(() -> className.map(name -> instantiate(name, type, key)));
  }

  private <T> T instantiate(String className, Class<T> type, ConfigKey<?> key) {
    try {
      Class<?> named = Class.forName(className, true, context.getClassLoader());
      return type.cast(named.getDeclaredConstructor().newInstance());
    } catch (ClassCastException e) {
      throw new StartupFailure(
          key.name() + " names " + className + ", which is no " + type.getSimpleName() + ".", e);
    } catch (ClassNotFoundException e) {
      throw new StartupFailure(
          key.name() + " names " + className + ", which is not in this application.", e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new StartupFailure(
          key.name()
              + " names "
              + className
              + ", which has no public constructor without arguments, or one that fails.",
          e);
    }
  }

  private static StartupFailure noAccountResolver() {
    return new StartupFailure(
        "No AccountResolver was found: it tells Lockspire who is signed in to this application."
            + " Supply it from a LockspireConfigurer (META-INF/services/"
            + LockspireConfigurer.class.getName()
            + "), as a CDI bean, or name its class in "
            + SeamSettings.ACCOUNT_RESOLVER.name()
            + ".");
  }
}

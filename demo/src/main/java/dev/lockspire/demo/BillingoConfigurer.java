package dev.lockspire.demo;

import dev.lockspire.demo.payment.PaymentInitiation;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.AuthorizationDetailsValidator;
import dev.lockspire.host.ConsentView;
import dev.lockspire.host.LockspireConfigurer;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hands Billingo's parts to Lockspire. What never changes stands in {@code
 * META-INF/lockspire.properties}; here is what follows from where the demo runs.
 */
public final class BillingoConfigurer implements LockspireConfigurer {

  @Override
  public Map<String, String> configuration(ServletContext context) {
    Settings settings = Billingo.of(context).settings();
    Map<String, String> values = new HashMap<>();
    values.put("lockspire.issuer", settings.issuer());
    values.put("lockspire.resource-server.api.identifier", settings.api());
    values.put("lockspire.resource-server.reports.identifier", settings.reports());
    values.putAll(settings.overrides());
    return values;
  }

  @Override
  public Optional<AccountResolver> accountResolver(ServletContext context) {
    return Optional.of(Billingo.of(context).accounts());
  }

  @Override
  public Optional<ConsentView> consentView(ServletContext context) {
    return Optional.of(Billingo.of(context).consentView());
  }

  @Override
  public List<AuthorizationDetailsValidator> authorizationDetailsValidators(
      ServletContext context) {
    return List.of(new PaymentInitiation());
  }

  @Override
  public Optional<InstantSource> clock(ServletContext context) {
    return Optional.of(Billingo.of(context).clock());
  }
}

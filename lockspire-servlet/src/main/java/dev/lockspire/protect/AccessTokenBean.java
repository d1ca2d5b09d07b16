package dev.lockspire.protect;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Lets CDI inject the {@link AccessToken} of the request at hand, also into beans that live longer:
 * what they hold stands for the token of whichever request they work for. Found by CDI where there
 * is one.
 *
 * <p>Where no good token is, its use fails with {@link IllegalStateException}.
 */
public final class AccessTokenBean implements Extension {

  void addTo(@Observes AfterBeanDiscovery discovery) {
    discovery
        .<AccessToken>addBean()
        .addType(AccessToken.class)
        .scope(RequestScoped.class)
        .produceWith(beans -> token(beans.select(HttpServletRequest.class).get()));
  }

  private static AccessToken token(HttpServletRequest request) {
    return AccessToken.of(request)
        .orElseThrow(
            () -> new IllegalStateException("no filter has let a token through for this request"));
  }
}

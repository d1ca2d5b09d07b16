package dev.lockspire.it.mount;

import org.springframework.security.web.context.AbstractSecurityWebApplicationInitializer;

/** Registers the filter {@code springSecurityFilterChain} for every request. */
public final class SecurityStartup extends AbstractSecurityWebApplicationInitializer {
  public SecurityStartup() {
    super(ConsoleSecurity.class);
  }
}

package dev.lockspire.it.tomcat;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.tomcat.embedded.Tomcat10EmbeddedContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Puts {@link LoopbackTomcat} in the place of the adapter's own container. */
public final class LoopbackTomcatExtension implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.override(
        DeployableContainer.class, Tomcat10EmbeddedContainer.class, LoopbackTomcat.class);
  }
}

package dev.lockspire.it.tomcat;

import java.lang.reflect.Field;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.jboss.arquillian.container.tomcat.embedded.Tomcat10EmbeddedContainer;

/**
 * Embedded Tomcat that listens on the loopback interface only. The adapter takes its {@code
 * bindAddress} for a host name and listens on every interface, so the connector it opened is
 * replaced before anything is deployed.
 */
public final class LoopbackTomcat extends Tomcat10EmbeddedContainer {

  @Override
  protected void startTomcatEmbedded()
      throws org.jboss.arquillian.container.spi.client.container.LifecycleException,
          LifecycleException {
    super.startTomcatEmbedded();

    Tomcat tomcat = tomcat();
    Service service = tomcat.getService();
    Connector open = tomcat.getConnector();
    open.stop();
    open.destroy();
    service.removeConnector(open);

    Connector loopback = new Connector();
    loopback.setPort(open.getPort());
    loopback.setProperty("address", "127.0.0.1");
    tomcat.setConnector(loopback);
    if (!loopback.getState().isAvailable()) {
      throw new LifecycleException("Tomcat does not listen on 127.0.0.1:" + loopback.getPort());
    }
  }

  private Tomcat tomcat() throws LifecycleException {
    try {
      Field field = Tomcat10EmbeddedContainer.class.getDeclaredField("tomcat");
      field.setAccessible(true);
      return (Tomcat) field.get(this);
    } catch (ReflectiveOperationException e) {
      throw new LifecycleException("The adapter keeps its Tomcat elsewhere now", e);
    }
  }
}

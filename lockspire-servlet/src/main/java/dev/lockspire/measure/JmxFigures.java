package dev.lockspire.measure;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MBean {@code dev.lockspire:type=Lockspire,issuer="…"} of the platform's MBean server. A
 * second application of the same issuer in one JVM gets {@code ,instance=2}, and so on.
 */
public final class JmxFigures implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JmxFigures.class);
  private static final int MOST_INSTANCES = 16;

  private final Optional<ObjectName> name;

  private JmxFigures(Optional<ObjectName> name) {
    this.name = name;
  }

  /** Shows {@code measurements} until it is closed; when that fails, all else goes on. */
  public static JmxFigures register(Measurements measurements, String issuer) {
    try {
      return new JmxFigures(Optional.of(registered(new FiguresBean(measurements), issuer)));
    } catch (JMException | RuntimeException e) {
      LOG.warn("JMX does not show Lockspire's figures", e);
      return new JmxFigures(Optional.empty());
    }
  }

  private static ObjectName registered(FiguresBean bean, String issuer) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    String plain = "dev.lockspire:type=Lockspire,issuer=" + ObjectName.quote(issuer);
    for (int instance = 1; ; instance++) {
      ObjectName name = new ObjectName(instance == 1 ? plain : plain + ",instance=" + instance);
      try {
        return server.registerMBean(bean, name).getObjectName();
      } catch (InstanceAlreadyExistsException taken) {
        if (instance == MOST_INSTANCES) {
          throw taken;
        }
      }
    }
  }

  /** What it is called; empty when it could not be registered. */
  Optional<ObjectName> name() {
    return name;
  }

  @Override
  public void close() {
    if (name.isEmpty()) {
      return;
    }
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name.get());
    } catch (JMException | RuntimeException e) {
      LOG.warn("{} could not be taken from JMX", name.get(), e);
    }
  }
}

package dev.lockspire.faces.admin.faces;

import jakarta.faces.context.FacesContext;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.primefaces.context.PrimeApplicationContext;

/** The application's attributes, but for the one PrimeFaces keeps its settings in. */
final class ConsoleApplicationMap extends AbstractMap<String, Object> {
  private static final String OURS =
      "dev.lockspire.console." + PrimeApplicationContext.INSTANCE_KEY;

  private final Map<String, Object> attributes;

  ConsoleApplicationMap(Map<String, Object> attributes) {
    this.attributes = attributes;
  }

  private static Object ours(Object key) {
    return PrimeApplicationContext.INSTANCE_KEY.equals(key) ? OURS : key;
  }

  @Override
  public Object get(Object key) {
    Object value = attributes.get(ours(key));
    return value == null && PrimeApplicationContext.INSTANCE_KEY.equals(key) ? made() : value;
  }

  /** Made here, because PrimeFaces would put what it makes in the host's place as well. */
  private Object made() {
    FacesContext context = FacesContext.getCurrentInstance();
    if (context == null) {
      return null;
    }
    synchronized (ConsoleApplicationMap.class) {
      return attributes.computeIfAbsent(OURS, key -> new PrimeApplicationContext(context));
    }
  }

  @Override
  public boolean containsKey(Object key) {
    return attributes.containsKey(ours(key));
  }

  @Override
  public Object put(String key, Object value) {
    return attributes.put((String) ours(key), value);
  }

  @Override
  public Object remove(Object key) {
    return attributes.remove(ours(key));
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return attributes.entrySet();
  }
}

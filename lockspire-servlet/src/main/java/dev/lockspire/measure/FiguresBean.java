package dev.lockspire.measure;

import dev.lockspire.measure.Metric.Kind;
import dev.lockspire.measure.Metric.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;

/**
 * The metrics as read-only attributes of an MBean. A counter is the sum of its series, a gauge the
 * highest of its numbers, a histogram {@code _count} and {@code _sum}; what is not known is null.
 * Reading one attribute asks one source.
 */
final class FiguresBean implements DynamicMBean {
  private final Measurements measurements;

  private record Figure(String help, Supplier<Optional<Double>> value) {}

  FiguresBean(Measurements measurements) {
    this.measurements = measurements;
  }

  private Map<String, Figure> figures() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (Metric metric : measurements.metrics()) {
      if (metric.kind() == Kind.HISTOGRAM) {
        for (String suffix : List.of("_count", "_sum")) {
          figures.put(metric.name() + suffix, new Figure(metric.help(), () -> sum(metric, suffix)));
        }
      } else if (metric.kind() == Kind.COUNTER) {
        figures.put(metric.name(), new Figure(metric.help(), () -> sum(metric, "")));
      } else {
        figures.put(metric.name(), new Figure(metric.help(), () -> highest(metric)));
      }
    }
    return figures;
  }

  private static Optional<Double> sum(Metric metric, String suffix) {
    return Optional.of(
        metric.samples().stream()
            .filter(sample -> sample.suffix().equals(suffix))
            .mapToDouble(Sample::value)
            .sum());
  }

  private static Optional<Double> highest(Metric metric) {
    return metric.samples().stream().map(Sample::value).max(Double::compare);
  }

  @Override
  public Object getAttribute(String attribute) throws AttributeNotFoundException {
    Figure figure = figures().get(attribute);
    if (figure == null) {
      throw new AttributeNotFoundException(attribute);
    }
    return figure.value().get().orElse(null);
  }

  @Override
  public AttributeList getAttributes(String[] attributes) {
    Map<String, Figure> figures = figures();
    AttributeList values = new AttributeList();
    for (String name : attributes) {
      Figure figure = figures.get(name);
      if (figure != null) {
        values.add(new Attribute(name, figure.value().get().orElse(null)));
      }
    }
    return values;
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException("read only: " + attribute.getName());
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return new AttributeList();
  }

  @Override
  public Object invoke(String action, Object[] parameters, String[] signature)
      throws ReflectionException {
    throw new ReflectionException(new NoSuchMethodException(action));
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    List<MBeanAttributeInfo> infos = new ArrayList<>();
    figures()
        .forEach(
            (name, figure) ->
                infos.add(
                    new MBeanAttributeInfo(
                        name, Double.class.getName(), figure.help(), true, false, false)));
    return new MBeanInfo(
        FiguresBean.class.getName(),
        "What Lockspire counts and times on this node.",
        infos.toArray(MBeanAttributeInfo[]::new),
        null,
        null,
        null);
  }
}

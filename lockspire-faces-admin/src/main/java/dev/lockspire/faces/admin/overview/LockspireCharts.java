package dev.lockspire.faces.admin.overview;

import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.statistics.Figure;
import dev.lockspire.statistics.HourlyFigures.Counted;
import dev.lockspire.storage.StorageFailure;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was counted in the last {@link Chart#HOURS}, as pictures. */
@Named
@RequestScoped
public class LockspireCharts {
  private static final Logger LOG = LoggerFactory.getLogger(LockspireCharts.class);

  @Inject Console console;

  private boolean available = true;
  private List<Chart> charts = List.of();

  @PostConstruct
  void load() {
    try {
      Instant from = console.admin().overview().since(Chart.HOURS);
      charts = draw(from, console.admin().overview().hours(Chart.HOURS));
    } catch (StorageFailure e) {
      LOG.warn("The hourly figures are unavailable: {}", e.getMessage());
      available = false;
    }
  }

  private List<Chart> draw(Instant from, List<Counted> counted) {
    ChartDrawing drawing = new ChartDrawing(console.texts(), from);
    return List.of(
        drawing.stacked("tokens", of(Figure.TOKENS_ISSUED, counted)),
        drawing.stacked("refusals", of(Figure.REFUSALS, counted)),
        drawing.stacked("sign_ins", of(Figure.SIGN_INS, counted)),
        drawing.stacked("sweep_lag", of(Figure.SWEEP_LAG, counted)));
  }

  private static List<Counted> of(Figure figure, List<Counted> counted) {
    return counted.stream().filter(one -> one.figure().equals(figure.wireName())).toList();
  }

  public boolean isAvailable() {
    return available;
  }

  /** Whether nothing at all was counted. */
  public boolean isSilent() {
    return charts.stream().noneMatch(Chart::isFilled);
  }

  public List<Chart> getCharts() {
    return charts;
  }
}

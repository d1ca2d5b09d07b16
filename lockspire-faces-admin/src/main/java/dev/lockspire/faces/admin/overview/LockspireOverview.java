package dev.lockspire.faces.admin.overview;

import dev.lockspire.admin.KeyFigures;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.shell.LockspireText;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Figures of the overview. One that cannot be had is shown as unavailable, never as zero: that
 * would read as good news.
 */
@Named
@RequestScoped
public class LockspireOverview {
  private static final Logger LOG = LoggerFactory.getLogger(LockspireOverview.class);

  @Inject Console console;
  @Inject LockspireText text;

  private Optional<String> clients = Optional.empty();
  private Optional<String> selfRegistered = Optional.empty();
  private Optional<KeyFigures> keys = Optional.empty();

  @PostConstruct
  void load() {
    clients = figure(() -> text.count(console.admin().clients().total()));
    selfRegistered = figure(() -> text.count(console.admin().clients().selfRegistered()));
    keys = figure(() -> console.admin().keys().figures());
  }

  public String getClients() {
    return clients.orElse("");
  }

  public String getSelfRegistered() {
    return selfRegistered.orElse("");
  }

  public String getActiveKeys() {
    return keys.map(figures -> text.number(figures.active())).orElse("");
  }

  public String getUpcomingKeys() {
    return keys.map(figures -> text.number(figures.upcoming())).orElse("");
  }

  public String getRetiringKeys() {
    return keys.map(figures -> text.number(figures.retiring())).orElse("");
  }

  public String getIssuer() {
    return console.lockspire().issuer().value();
  }

  private static <T> Optional<T> figure(Supplier<T> source) {
    try {
      return Optional.of(source.get());
    } catch (RuntimeException e) {
      LOG.warn("A figure of the overview is unavailable: {}", e.toString());
      return Optional.empty();
    }
  }
}

package dev.lockspire.demo;

import dev.lockspire.demo.account.BillingoAccounts;
import dev.lockspire.demo.account.People;
import dev.lockspire.demo.automation.AdvancingClock;
import dev.lockspire.demo.page.FormToken;
import dev.lockspire.demo.page.Pages;
import dev.lockspire.demo.web.BillingoConsent;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.ConsentView;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;

/**
 * The parts of the host that Lockspire and the host's own pages share. One per deployment; made by
 * whichever of the two is asked first, because containers differ in the order.
 */
final class Billingo {
  private static final String ATTRIBUTE = Billingo.class.getName();

  private final Settings settings;
  private final People people = new People();
  private final FormToken formToken = new FormToken();
  private final Pages pages = new Pages(formToken);
  private final AdvancingClock clock = new AdvancingClock(InstantSource.system());

  private Billingo(Settings settings) {
    this.settings = settings;
  }

  static Billingo of(ServletContext context) {
    synchronized (Billingo.class) {
      if (context.getAttribute(ATTRIBUTE) instanceof Billingo known) {
        return known;
      }
      Billingo made = new Billingo(Settings.of(context));
      context.setAttribute(ATTRIBUTE, made);
      return made;
    }
  }

  Settings settings() {
    return settings;
  }

  People people() {
    return people;
  }

  FormToken formToken() {
    return formToken;
  }

  Pages pages() {
    return pages;
  }

  AdvancingClock clock() {
    return clock;
  }

  AccountResolver accounts() {
    return new BillingoAccounts(people);
  }

  ConsentView consentView() {
    return new BillingoConsent(pages);
  }
}

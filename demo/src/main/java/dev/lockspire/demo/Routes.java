package dev.lockspire.demo;

import dev.lockspire.demo.automation.AutomationEndpoints;
import dev.lockspire.demo.client.CallbackPage;
import dev.lockspire.demo.client.ConnectPage;
import dev.lockspire.demo.client.ProviderClient;
import dev.lockspire.demo.client.TrustedHttp;
import dev.lockspire.demo.page.FormToken;
import dev.lockspire.demo.page.PageHeaders;
import dev.lockspire.demo.page.Pages;
import dev.lockspire.demo.provider.LockspireConsents;
import dev.lockspire.demo.provider.Seeding;
import dev.lockspire.demo.web.AppsPage;
import dev.lockspire.demo.web.ConsoleGuard;
import dev.lockspire.demo.web.HomePage;
import dev.lockspire.demo.web.LoggedOutPage;
import dev.lockspire.demo.web.LoginDestination;
import dev.lockspire.demo.web.LoginPage;
import dev.lockspire.demo.web.LogoutPage;
import dev.lockspire.demo.web.ProblemPage;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.Set;

/**
 * Builds Billingo once and says which of its pages is answered by what. The API is not among them:
 * it shows the ways in which a host protects its own, see {@link dev.lockspire.demo.api}.
 */
public final class Routes implements ServletContextListener {
  private static final int AFTER_LOCKSPIRE = 1_000;
  private static final String CONSOLE_GUARD = "console-guard";
  private static final int SESSION_MINUTES = 8 * 60;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Billingo billingo = Billingo.of(context);
    Settings settings = billingo.settings();
    session(context, settings);
    filter(context, "headers", new PageHeaders(Settings.MOUNT), "/*");
    filter(context, CONSOLE_GUARD, new ConsoleGuard(), Settings.MOUNT + "/admin/*");
    pages(context, billingo);
    if (settings.automation()) {
      servlet(context, "automation", new AutomationEndpoints(billingo.clock()), "/automation/*");
    }
    context.addServlet("seeding", new Seeding(settings)).setLoadOnStartup(AFTER_LOCKSPIRE);
  }

  private static void session(ServletContext context, Settings settings) {
    context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
    context.setSessionTimeout(SESSION_MINUTES);
    SessionCookieConfig cookie = context.getSessionCookieConfig();
    cookie.setName("BILLINGO_SESSION");
    cookie.setHttpOnly(true);
    cookie.setSecure(settings.baseUrl().startsWith("https:"));
    cookie.setAttribute("SameSite", "Lax");
  }

  private static void pages(ServletContext context, Billingo billingo) {
    Settings settings = billingo.settings();
    Pages pages = billingo.pages();
    FormToken forms = billingo.formToken();
    LoginDestination destination = new LoginDestination(Settings.MOUNT);
    servlet(context, "home", new HomePage(pages, settings), "");
    servlet(
        context,
        "login",
        new LoginPage(pages, forms, billingo.people(), destination, billingo.clock()),
        "/login");
    servlet(context, "logout", new LogoutPage(pages, forms, Settings.MOUNT), "/logout");
    servlet(context, "logged-out", new LoggedOutPage(pages), "/logged-out");
    servlet(context, "apps", new AppsPage(pages, forms, new LockspireConsents(context)), "/apps");
    servlet(context, "problem", new ProblemPage(pages), "/problem");

    ProviderClient provider =
        new ProviderClient(
            TrustedHttp.client(settings.trust()),
            settings.issuer(),
            settings.callback(),
            settings.baseUrl() + "/api/billing/summary");
    servlet(context, "connect", new ConnectPage(provider), "/connect");
    servlet(context, "callback", new CallbackPage(pages, provider), "/callback");
  }

  private static void servlet(
      ServletContext context, String name, HttpServlet servlet, String path) {
    ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
    registration.addMapping(path);
    registration.setAsyncSupported(true);
  }

  private static void filter(ServletContext context, String name, Filter filter, String path) {
    var registration = context.addFilter(name, filter);
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, path);
  }
}

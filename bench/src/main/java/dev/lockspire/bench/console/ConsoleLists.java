package dev.lockspire.bench.console;

import dev.lockspire.bench.measure.TextTable;
import dev.lockspire.bench.run.LargeDemo;
import dev.lockspire.bench.unit.Browser;
import dev.lockspire.bench.unit.HtmlForm;
import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.UnexpectedAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code bin/bench --console [clients tokens audit]}: asks for every list of the console, first,
 * last and deep pages, with and without filters, and tells how long the answers took from the first
 * byte sent to the last received.
 */
public final class ConsoleLists {
  private static final int RUNS = 7;
  private static final int WARM_UP = 2;
  private static final int MOST_REDIRECTS = 12;
  private static final Pattern PREVIOUS =
      Pattern.compile("<a\\b(?=[^>]*rel=\"prev\")[^>]*href=\"([^\"]*)\"");

  private static final List<String> PAGES =
      List.of(
          "/overview",
          "/clients",
          "/clients?q=application",
          "/clients?q=nothing-like-this",
          "/clients?status=disabled",
          "/clients?provenance=self_registered",
          "/tokens",
          "/tokens?status=active",
          "/tokens?status=revoked",
          "/tokens?status=expired",
          "/tokens?status=reuse_detected",
          "/tokens?client=big-client",
          "/tokens?client=big-client&status=active",
          "/tokens?client=client-77",
          "/tokens?account=account-77",
          "/consents",
          "/consents?status=revoked",
          "/consents?client=big-client",
          "/consents?account=account-77",
          "/interactions",
          "/interactions?status=pending_login",
          "/interactions?client=big-client",
          "/refusals",
          "/refusals?reason=reason_7",
          "/refusals?client=big-client",
          "/audit",
          "/audit?action=consent_approved",
          "/audit?outcome=denied",
          "/audit?actor_id=operator-3",
          "/audit?resource_type=refresh_token&resource_id=77",
          "/keys",
          "/health");

  private final Browser browser;
  private final URI console;
  private final TextTable table =
      new TextTable("page", "status", "median ms", "slowest ms", "bytes");

  private ConsoleLists(URI issuer) {
    this.browser = new Browser(issuer);
    this.console = URI.create(issuer + "/admin");
  }

  /** Ends by itself. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(System.getProperty("bench.root", ".")).toAbsolutePath().normalize();
    List<Long> sizes = Arrays.stream(args).map(Long::parseLong).toList();
    long clients = sizes.size() > 0 ? sizes.get(0) : 100_000;
    long tokens = sizes.size() > 1 ? sizes.get(1) : 1_000_000;
    long audit = sizes.size() > 2 ? sizes.get(2) : 5_000_000;
    try (LargeDemo demo = LargeDemo.start(root)) {
      say("Filling %d clients, %d tokens, %d audit rows", clients, tokens, audit);
      new LargeTables(demo.jdbcUrl(), clients, tokens, audit).fill();
      ConsoleLists lists = new ConsoleLists(demo.issuer());
      lists.signIn();
      lists.measure();
      System.out.print(lists.table);
    }
    System.exit(0);
  }

  private void signIn() {
    Answer answer = follow(console.resolve(console.getPath() + "/overview"));
    HtmlForm form =
        HtmlForm.with("login", answer.body(), Map.of("username", "ops", "password", "ops"))
            .orElseThrow(() -> new UnexpectedAnswer("no sign-in page: " + answer));
    Answer signedIn = browser.post(place.resolve(form.action()), form.fields());
    if (signedIn.status() >= 400) {
      throw new UnexpectedAnswer("could not sign in: " + signedIn);
    }
  }

  private URI place;

  private Answer follow(URI start) {
    place = start;
    for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
      Answer answer = browser.get(place);
      Optional<URI> next = answer.header("Location").map(place::resolve);
      if (next.isEmpty()) {
        return answer;
      }
      place = next.get();
    }
    throw new UnexpectedAnswer("redirects do not come to an end");
  }

  private void measure() {
    for (String page : PAGES) {
      Answer first = time(page, page);
      if (first.body().contains("ls-pager")) {
        String last = page + (page.contains("?") ? "&" : "?") + "at=" + position("l");
        Answer atEnd = time(page + ", last", last);
        Matcher previous = PREVIOUS.matcher(atEnd.body());
        if (previous.find()) {
          time(page + ", before the last", pathOf(previous.group(1)));
        }
        if (page.startsWith("/tokens") || page.startsWith("/audit")) {
          time(
              page + ", in the middle",
              page + (page.contains("?") ? "&" : "?") + "at=" + position("a\0" + "500000"));
        }
      }
    }
  }

  private String pathOf(String href) {
    return URI.create(href.replace("&amp;", "&").replace("&#38;", "&"))
        .toString()
        .substring(console.getPath().length());
  }

  private static String position(String plain) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  private Answer time(String name, String path) {
    URI target = URI.create(console + path);
    Answer answer = null;
    List<Double> millis = new ArrayList<>();
    for (int run = -WARM_UP; run < RUNS; run++) {
      long begun = System.nanoTime();
      answer = browser.get(target);
      if (run >= 0) {
        millis.add((System.nanoTime() - begun) / 1e6);
      }
    }
    millis.sort(null);
    table.row(
        name,
        Integer.toString(answer.status()),
        String.format(Locale.ROOT, "%.0f", millis.get(RUNS / 2)),
        String.format(Locale.ROOT, "%.0f", millis.get(RUNS - 1)),
        Integer.toString(answer.body().length()));
    say("%s: %.0f ms", name, millis.get(RUNS / 2));
    return answer;
  }

  private static void say(String format, Object... values) {
    System.err.println("==> " + String.format(Locale.ROOT, format, values));
  }
}

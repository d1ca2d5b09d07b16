package dev.lockspire.bench.console;

import dev.lockspire.bench.measure.CpuMeter;
import dev.lockspire.bench.measure.Machine;
import dev.lockspire.bench.measure.TextTable;
import dev.lockspire.bench.run.LargeDemo;
import dev.lockspire.bench.unit.Browser;
import dev.lockspire.bench.unit.HtmlForm;
import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.UnexpectedAnswer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code bin/bench --console [clients tokens audit]}: asks for every list of the console, first,
 * last and deep pages, by every filter, and tells how long the answers took from the first byte
 * sent to the last received, and how much CPU time server and PostgreSQL used for each.
 *
 * <p>All pages are visited in turn, again and again: what is slow only after something else was
 * asked for shows as well.
 */
public final class ConsoleLists {
  private static final int WARM_UP = 4;
  private static final int RUNS = 9;
  private static final int MOST_REDIRECTS = 12;
  private static final Pattern PREVIOUS =
      Pattern.compile("<a\\b(?=[^>]*rel=\"prev\")[^>]*href=\"([^\"]*)\"");

  private final Browser browser;
  private final URI console;
  private final CpuMeter cpu;
  private final List<Visit> visits = new ArrayList<>();

  /** One page and what its visits took. */
  private static final class Visit {
    private final String name;
    private final URI target;
    private final int limit;
    private final List<Double> millis = new ArrayList<>();
    private double cpuMillis;
    private int bytes;

    Visit(String name, URI target, int limit) {
      this.name = name;
      this.target = target;
      this.limit = limit;
    }

    double median() {
      return millis.stream().sorted().toList().get(millis.size() / 2);
    }

    double slowest() {
      return millis.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
  }

  private ConsoleLists(LargeDemo demo) {
    this.browser = new Browser(demo.issuer());
    this.console = URI.create(demo.issuer() + "/admin");
    this.cpu = demo.cpu();
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
      ConsoleLists lists = new ConsoleLists(demo);
      lists.signIn();
      lists.discover(new ConsolePages(tokens, audit));
      lists.measure();
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

  /** Finds the pages of each list: the first, the last, the one before it, one in the middle. */
  private void discover(ConsolePages pages) {
    for (String page : pages.all()) {
      add(page, page);
      if (!get(page).body().contains("ls-pager")) {
        continue;
      }
      String last = ConsolePages.last(page);
      add(page + ", last", last);
      Matcher previous = PREVIOUS.matcher(get(last).body());
      if (previous.find()) {
        add(page + ", before the last", pathOf(previous.group(1)));
      }
      pages.middle(page).ifPresent(middle -> add(page + ", in the middle", middle));
    }
  }

  private void add(String name, String path) {
    visits.add(new Visit(name, URI.create(console + path), ConsolePages.limit(name)));
  }

  private Answer get(String path) {
    return browser.get(URI.create(console + path));
  }

  private String pathOf(String href) {
    return URI.create(href.replace("&amp;", "&").replace("&#38;", "&"))
        .toString()
        .substring(console.getPath().length());
  }

  private void measure() {
    Machine before = Machine.now();
    double used = cpu.millis();
    for (int pass = -WARM_UP; pass < RUNS; pass++) {
      say("Pass %d of %d", pass + WARM_UP + 1, WARM_UP + RUNS);
      for (Visit visit : visits) {
        visit(visit, pass >= 0);
      }
    }
    double others = Machine.now().shareOfOthers(before, cpu.millis() - used);
    TextTable table =
        new TextTable("page", "median ms", "slowest ms", "CPU ms", "limit ms", "bytes");
    visits.forEach(visit -> table.row(cells(visit)));
    System.out.print(table);
    System.out.printf(
        Locale.ROOT,
        "%d pages, %d over their limit; other programs used %.0f %% of the machine.%n",
        visits.size(),
        visits.stream().filter(visit -> visit.median() >= visit.limit).count(),
        100 * others);
  }

  private void visit(Visit visit, boolean counts) {
    double cpuBefore = cpu.millis();
    long begun = System.nanoTime();
    Answer answer = browser.get(visit.target);
    double millis = (System.nanoTime() - begun) / 1e6;
    if (answer.status() != 200) {
      throw new UnexpectedAnswer(visit.name + ": " + answer);
    }
    if (counts) {
      visit.millis.add(millis);
      visit.cpuMillis += cpu.millis() - cpuBefore;
      visit.bytes = answer.body().length();
    }
  }

  private static String[] cells(Visit visit) {
    return new String[] {
      visit.name,
      whole(visit.median()),
      whole(visit.slowest()),
      whole(visit.cpuMillis / RUNS),
      Integer.toString(visit.limit),
      Integer.toString(visit.bytes)
    };
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%.0f", number);
  }

  private static void say(String format, Object... values) {
    System.err.println("==> " + String.format(Locale.ROOT, format, values));
  }
}

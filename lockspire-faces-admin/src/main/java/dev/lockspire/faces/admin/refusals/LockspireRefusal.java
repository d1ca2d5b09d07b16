package dev.lockspire.faces.admin.refusals;

import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.http.Refusal.Judgement;
import dev.lockspire.refusal.RecordedRefusal;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** One refused request, rule by rule. */
@Named
@RequestScoped
public class LockspireRefusal {
  @Inject Console console;

  private RecordedRefusal refusal;
  private List<Line> lines = List.of();

  /**
   * A rule that was asked.
   *
   * @param words what it demands, as a sentence
   * @param reference where it comes from: {@code RFC 6749 §3.1.2.3}
   */
  public record Line(int number, String words, String reference, boolean passed) {}

  @PostConstruct
  void load() {
    refusal =
        console.variable("id").flatMap(id -> console.admin().refusals().find(id)).orElse(null);
    if (refusal == null) {
      console.notFound();
      return;
    }
    Texts texts = console.texts();
    List<Judgement> judged = refusal.judgements();
    lines =
        IntStream.range(0, judged.size()).mapToObj(i -> line(i + 1, judged.get(i), texts)).toList();
  }

  private static Line line(int number, Judgement judged, Texts texts) {
    return new Line(
        number, RuleWords.of(judged.rule(), texts), judged.reference(), judged.passed());
  }

  public boolean isFound() {
    return refusal != null;
  }

  public RecordedRefusal getRefusal() {
    return refusal;
  }

  public List<Line> getLines() {
    return lines;
  }

  /** The rule that said no; empty when the refusal came from none of them. */
  public Line getFailed() {
    return lines.stream().filter(line -> !line.passed()).findFirst().orElse(null);
  }

  public List<Comparison.Value> getCompared() {
    return Comparison.of(refusal.compared(), console.texts());
  }

  public List<Map.Entry<String, String>> getPresented() {
    return List.copyOf(refusal.presented().entrySet());
  }

  /** What most likely helps: words for the rule that failed, or for the endpoint. */
  public String getNextStep() {
    Texts texts = console.texts();
    return Optional.ofNullable(failedRule())
        .map(rule -> "refusal.next." + rule)
        .filter(texts::has)
        .map(texts::get)
        .orElseGet(() -> texts.get("refusal.next"));
  }

  private String failedRule() {
    return refusal.judgements().stream()
        .filter(judged -> !judged.passed())
        .map(Judgement::rule)
        .findFirst()
        .orElse(null);
  }

  public String getClientId() {
    return refusal.clientId().orElse("");
  }

  /** The client's page; empty when nobody said who they were, or nobody is called that. */
  public String getClientPage() {
    return refusal
        .clientId()
        .filter(id -> console.admin().clients().find(id).isPresent())
        .map(id -> console.url("/clients/" + encoded(id)))
        .orElse("");
  }

  /** Other refusals of the same kind. */
  public String getLikeIt() {
    String client = refusal.clientId().map(id -> "&client=" + encoded(id)).orElse("");
    return console.url("/refusals?reason=" + encoded(refusal.reason()) + client);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

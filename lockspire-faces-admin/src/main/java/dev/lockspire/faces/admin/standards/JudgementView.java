package dev.lockspire.faces.admin.standards;

import dev.lockspire.conformance.Judgement;
import dev.lockspire.conformance.Requirement;
import dev.lockspire.conformance.Verdict;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.ProblemWords;
import dev.lockspire.faces.admin.text.Instants;
import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.traffic.Sighting;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Whether a client meets a requirement, in words.
 *
 * @param verdict its word, as badges take it
 * @param title what is demanded
 * @param reference where it is written
 * @param why what tells so: one reason a line
 * @param cure what to do about it; empty when nothing needs doing
 * @param label what {@code address} is called
 * @param address where it is done; empty when no page does it
 */
public record JudgementView(
    String verdict,
    String title,
    String reference,
    List<String> why,
    String cure,
    String label,
    String address) {

  public JudgementView {
    why = List.copyOf(why);
  }

  public static JudgementView of(Judgement judgement, String clientId, Console console) {
    return of(judgement, clientId, console.texts(), console::url);
  }

  /**
   * @param url address of a path of the console
   */
  static JudgementView of(
      Judgement judgement, String clientId, Texts texts, UnaryOperator<String> url) {
    Requirement requirement = judgement.requirement();
    String name = requirement.wireName();
    boolean holds = judgement.verdict() == Verdict.HOLDS;
    String path = holds ? "" : CurePaths.of(requirement.cure(), clientId);
    return new JudgementView(
        word(judgement.verdict()),
        texts.get("requirement." + name),
        requirement.reference(),
        why(judgement, texts),
        holds ? "" : texts.get("cure." + name),
        path.isEmpty() ? "" : texts.get("cure.place." + word(requirement.cure().place())),
        path.isEmpty() ? "" : url.apply(path));
  }

  private static List<String> why(Judgement judgement, Texts texts) {
    String ground =
        texts.get("ground." + word(judgement.ground()) + "." + word(judgement.verdict()));
    Stream<String> registered =
        judgement.registered().isEmpty()
            ? Stream.empty()
            : Stream.of(texts.get("standards.registered", judgement.registered()));
    return Stream.of(
            Stream.of(ground),
            registered,
            judgement.problems().stream().map(problem -> ProblemWords.of(problem, texts)),
            judgement.seen().stream().map(sighting -> seen(sighting, texts)))
        .flatMap(lines -> lines)
        .toList();
  }

  /** {@code 12 requests came through the browser alone, the last one 2030-01-01 12:00:00Z}. */
  private static String seen(Sighting sighting, Texts texts) {
    return texts.get(
        "standards.seen",
        texts.get("trait." + sighting.trait().wireName(), sighting.requests()),
        Instants.text(sighting.lastSeen()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

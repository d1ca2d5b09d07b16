package dev.lockspire.faces.admin.standards;

import dev.lockspire.admin.ClientStanding;
import dev.lockspire.conformance.Judgement;
import dev.lockspire.conformance.Standard;
import dev.lockspire.conformance.Verdict;
import dev.lockspire.faces.admin.page.Console;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the client that the path names stands to every standard, requirement by requirement. */
@Named
@RequestScoped
public class LockspireStanding {
  @Inject Console console;

  private List<Section> sections = List.of();

  /**
   * One standard.
   *
   * @param id of its part of the page
   * @param title its name
   * @param summary how many requirements are met
   * @param verdict of them all: one that fails decides, then one that was not seen
   */
  public record Section(
      String id,
      String title,
      String lead,
      String summary,
      String verdict,
      List<JudgementView> rows) {
    public Section {
      rows = List.copyOf(rows);
    }
  }

  @PostConstruct
  void load() {
    String clientId = console.variable("id").orElse("");
    Optional<ClientStanding> standing = console.admin().clients().standing(clientId);
    sections =
        standing
            .map(
                found ->
                    found.judgements().entrySet().stream()
                        .map(entry -> section(entry, clientId))
                        .toList())
            .orElse(List.of());
  }

  public List<Section> getSections() {
    return sections;
  }

  private Section section(Map.Entry<Standard, List<Judgement>> entry, String clientId) {
    String name = entry.getKey().wireName();
    List<Judgement> judgements = entry.getValue();
    return new Section(
        name,
        console.texts().get("standard." + name),
        console.texts().get("standard." + name + ".lead"),
        console
            .texts()
            .get(
                "standards.summary",
                count(judgements, Verdict.HOLDS),
                count(judgements, Verdict.FAILS),
                count(judgements, Verdict.NOT_SEEN)),
        verdict(judgements),
        judgements.stream().map(j -> JudgementView.of(j, clientId, console)).toList());
  }

  private static String verdict(List<Judgement> judgements) {
    if (count(judgements, Verdict.FAILS) > 0) {
      return "fails";
    }
    return count(judgements, Verdict.NOT_SEEN) > 0 ? "not_seen" : "holds";
  }

  private static long count(List<Judgement> judgements, Verdict verdict) {
    return judgements.stream().filter(judgement -> judgement.verdict() == verdict).count();
  }
}

package dev.lockspire.faces.admin.policies;

import dev.lockspire.admin.AffectedClient;
import dev.lockspire.admin.Count;
import dev.lockspire.admin.Listing;
import dev.lockspire.admin.PolicyImpact;
import dev.lockspire.admin.Position;
import dev.lockspire.admin.RequirementReach;
import dev.lockspire.faces.admin.clients.ClientPaths;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.standards.JudgementView;
import dev.lockspire.faces.admin.text.Texts;
import java.util.List;
import java.util.Optional;

/**
 * What a policy would do, in words.
 *
 * @param summary how many clients it reaches
 * @param refused how many of them would be refused
 * @param rules which requirements are in the way of how many clients
 * @param lines some of the clients
 * @param next where the clients after those begin; empty when there are none
 */
public record ImpactView(
    String summary, String refused, List<Rule> rules, List<Line> lines, Optional<Position> next) {

  public ImpactView {
    rules = List.copyOf(rules);
    lines = List.copyOf(lines);
  }

  /** One requirement, and how many clients do not meet it or were not seen to. */
  public record Rule(String title, String reference, long refused, long notSeen) {}

  /**
   * One client and the way to its page.
   *
   * @param unmet what it would meet
   * @param other what would change without anything being refused; empty when nothing would
   */
  public record Line(
      String name, String clientId, String address, List<JudgementView> unmet, String other) {}

  static ImpactView of(PolicyImpact impact, Console console) {
    Texts texts = console.texts();
    return new ImpactView(
        count("policies.impact", impact.affected(), texts),
        count("policies.impact.refused", impact.refused(), texts),
        impact.requirements().stream().map(reach -> rule(reach, texts)).toList(),
        impact.first().stream().map(client -> line(client, console)).toList(),
        impact.next());
  }

  /** This, with other clients. */
  ImpactView showing(Listing<AffectedClient> page, Console console) {
    return new ImpactView(
        summary,
        refused,
        rules,
        page.rows().stream().map(client -> line(client, console)).toList(),
        page.next());
  }

  /** Whether there are clients after these. */
  public boolean isMore() {
    return next.isPresent();
  }

  private static String count(String key, Count count, Texts texts) {
    return texts.get(key + (count.exact() ? ".found" : ".more"), count.value());
  }

  private static Rule rule(RequirementReach reach, Texts texts) {
    return new Rule(
        texts.get("requirement." + reach.requirement().wireName()),
        reach.requirement().reference(),
        reach.refused(),
        reach.notSeen());
  }

  private static Line line(AffectedClient client, Console console) {
    return new Line(
        client.name(),
        client.clientId(),
        console.url(ClientPaths.workspace(client.clientId()) + "/why-not"),
        client.unmet().stream()
            .map(judgement -> JudgementView.of(judgement, client.clientId(), console))
            .toList(),
        client
            .format()
            .map(format -> console.texts().get("policies.impact.format." + format.wireName()))
            .orElse(""));
  }
}

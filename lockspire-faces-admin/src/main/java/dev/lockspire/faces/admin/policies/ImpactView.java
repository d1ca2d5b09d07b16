package dev.lockspire.faces.admin.policies;

import dev.lockspire.admin.AffectedClient;
import dev.lockspire.admin.PolicyImpact;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.ProblemWords;
import dev.lockspire.faces.admin.text.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a policy would do, in words.
 *
 * @param summary how many clients it reaches
 * @param lines the first of them
 * @param more whether there are others, which only the file has
 */
public record ImpactView(String summary, List<Line> lines, boolean more) {

  /** One client, the way to its page, and what it would meet. */
  public record Line(String name, String clientId, String address, List<String> effects) {}

  static ImpactView of(PolicyImpact impact, Console console) {
    long affected = impact.affected().value();
    String key = impact.affected().exact() ? "policies.impact.found" : "policies.impact.more";
    return new ImpactView(
        console.texts().get(key, affected),
        impact.first().stream().map(client -> line(client, console)).toList(),
        affected > impact.first().size());
  }

  private static Line line(AffectedClient client, Console console) {
    Texts texts = console.texts();
    String encoded =
        URLEncoder.encode(client.clientId(), StandardCharsets.UTF_8).replace("+", "%20");
    return new Line(
        client.name(),
        client.clientId(),
        console.url("/clients/" + encoded),
        client.effects().stream().map(effect -> ProblemWords.of(effect, texts)).toList());
  }
}

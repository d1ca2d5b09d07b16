package dev.lockspire.admin;

import dev.lockspire.storage.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which active clients have a value of their own for what the server's policy says. */
final class ClientOverrides {
  private static final List<String> SETTINGS =
      List.of(
          "par_policy",
          "dpop_policy",
          "security_profile",
          "coalesce(access_token_format, 'inherit')",
          "coalesce(max_delegation_depth::text, 'inherit')");

  /** One walk through the clients: the combinations that occur are few. */
  private static final String COUNT =
      "SELECT %s, count(*) AS n FROM {clients} WHERE active GROUP BY %s";

  private final Database database;
  private final String count;

  private record Combination(List<String> values, long clients) {}

  ClientOverrides(Database database) {
    this.database = database;
    List<String> columns = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < SETTINGS.size(); i++) {
      columns.add(SETTINGS.get(i) + " AS s" + i);
      groups.add(Integer.toString(i + 1));
    }
    this.count =
        database.sql(COUNT.formatted(String.join(", ", columns), String.join(", ", groups)));
  }

  PolicyEffects effects() {
    List<Combination> found =
        database.all(
            count,
            bind -> {},
            row -> {
              List<String> values = new ArrayList<>();
              for (int i = 0; i < SETTINGS.size(); i++) {
                values.add(row.text("s" + i));
              }
              return new Combination(values, row.id("n"));
            });
    return new PolicyEffects(
        effect(found, 0), effect(found, 1), effect(found, 2), effect(found, 3), effect(found, 4));
  }

  private static PolicyEffect effect(List<Combination> found, int setting) {
    Map<String, Long> byValue = new HashMap<>();
    for (Combination combination : found) {
      byValue.merge(combination.values().get(setting), combination.clients(), Long::sum);
    }
    Long inheriting = byValue.remove("inherit");
    return new PolicyEffect(inheriting == null ? 0 : inheriting, byValue);
  }
}

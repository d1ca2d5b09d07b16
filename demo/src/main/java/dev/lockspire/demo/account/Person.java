package dev.lockspire.demo.account;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Somebody with an account at Billingo. Everything about them is made up.
 *
 * @param username what they sign in with; their password is the same
 * @param accountId stable id; never an e-mail address, which may change hands
 * @param name display name
 * @param tenant the company they belong to
 * @param roles what they may do at the host
 * @param claims OpenID Connect standard claims (Core §5.1)
 */
public record Person(
    String username,
    String accountId,
    String name,
    String tenant,
    Set<String> roles,
    Map<String, Object> claims)
    implements Serializable {

  public Person {
    roles = Set.copyOf(roles);
    // In the order they are written: the receipt page shows them like that.
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  /** What Lockspire calls them ({@code sub}). */
  public String subject() {
    return "user:" + accountId;
  }

  String tenantId() {
    return tenant.toLowerCase(Locale.ROOT).replace(' ', '-');
  }
}

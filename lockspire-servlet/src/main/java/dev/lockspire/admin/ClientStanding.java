package dev.lockspire.admin;

import dev.lockspire.conformance.Judgement;
import dev.lockspire.conformance.Standard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one client stands to every requirement.
 *
 * @param judgements by standard, in the order of the requirements; those of a stricter standard
 *     come on top of those before it
 */
public record ClientStanding(Map<Standard, List<Judgement>> judgements) {
  public ClientStanding {
    judgements = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(judgements));
  }
}

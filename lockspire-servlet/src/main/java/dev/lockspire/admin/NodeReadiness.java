package dev.lockspire.admin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a node can serve requests.
 *
 * @param database whether it answers
 * @param schemaVersion whether it is migrated as far as this release needs, or further
 * @param activeKey whether there is a key to sign with
 * @param scheduler whether this node does its part of the jobs
 */
public record NodeReadiness(
    boolean database, boolean schemaVersion, boolean activeKey, boolean scheduler) {

  /** Whether all of it holds. */
  public boolean ready() {
    return database && schemaVersion && activeKey && scheduler;
  }

  /** Each condition by the name that metrics and health checks show. */
  public Map<String, Boolean> checks() {
    Map<String, Boolean> checks = new LinkedHashMap<>();
    checks.put("database", database);
    checks.put("schema_version", schemaVersion);
    checks.put("active_key", activeKey);
    checks.put("scheduler", scheduler);
    return checks;
  }
}

package dev.lockspire.demo.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was asked for on the command line; {@code help.txt} says what each option means.
 *
 * @param port HTTP port, 0 for any free one
 * @param httpsPort HTTPS port, 0 for any free one; empty for none
 * @param issuer issuer, when it is not to follow the ports
 * @param data folder that outlives the run
 * @param db JDBC URL of a PostgreSQL to use in place of the embedded one
 * @param clients JSON array of clients to upsert
 * @param policy JSON object of server policy values
 * @param trust PEM certificates to trust for outgoing calls
 * @param allowPrivateTargets whether outgoing calls may reach private addresses
 * @param settings {@code lockspire.*} keys that win over everything else
 * @param automation whether the test-only endpoints exist
 * @param reset whether to begin with an empty database
 */
record Options(
    int port,
    OptionalInt httpsPort,
    Optional<URI> issuer,
    Path data,
    Optional<String> db,
    Optional<Path> clients,
    Optional<Path> policy,
    Optional<Path> trust,
    boolean allowPrivateTargets,
    Map<String, String> settings,
    boolean automation,
    boolean reset) {

  Options {
    settings = Map.copyOf(settings);
  }
}

package dev.lockspire.client;

import dev.lockspire.client.ClientMetadata.SubjectType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What must hold before it is settled by which subjects a client knows people. */
final class SubjectRules {
  private static final String URI = "sector_identifier_uri";
  private static final String REDIRECTS = "redirect_uris";

  private final Function<ClientMetadata, List<FieldError>> identifiers;

  /**
   * @param identifiers what speaks against the {@code sector_identifier_uri} of a client; fetches
   *     it, see {@link SectorIdentifiers#problems}
   */
  SubjectRules(Function<ClientMetadata, List<FieldError>> identifiers) {
    this.identifiers = identifiers;
  }

  /**
   * What is wrong with the sector of a client that is otherwise right. Looks only when it was not
   * seen before that the URI stands for these redirect URIs, so a client can be written again
   * without the network.
   *
   * @param before what held so far; empty for a new client
   */
  List<FieldError> sector(Optional<ClientMetadata> before, ClientMetadata after) {
    boolean seen =
        after.sectorIdentifierUri() == null
            || before.filter(known -> covers(known, after)).isPresent();
    return seen ? List.of() : identifiers.apply(after);
  }

  private static boolean covers(ClientMetadata before, ClientMetadata after) {
    return after.sectorIdentifierUri().equals(before.sectorIdentifierUri())
        && before.redirectUris().containsAll(after.redirectUris())
        && (before.subjectType() == SubjectType.PAIRWISE
            || after.subjectType() == SubjectType.PUBLIC);
  }

  /**
   * Refuses what would make everybody a stranger to a pairwise client by the way.
   *
   * @param changed names of the members that differ
   */
  static List<FieldError> keepsSubjects(
      ClientMetadata before, ClientMetadata after, List<String> changed) {
    boolean pairwise = before.subjectType() == SubjectType.PAIRWISE;
    // Without a sector it is refused for that, which is the real cause.
    if (!pairwise || after.sector().isEmpty() || after.sector().equals(before.sector())) {
      return List.of();
    }
    return Stream.of(URI, REDIRECTS)
        .filter(changed::contains)
        .map(field -> FieldError.of(field, "changes_subjects"))
        .toList();
  }

  /** By which subjects a client knows people, for evidence: {@code pairwise app.example}. */
  static String words(ClientMetadata client) {
    return client.subjectType() == SubjectType.PUBLIC
        ? "public"
        : "pairwise " + client.sector().orElse("without sector");
  }
}

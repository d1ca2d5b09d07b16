package dev.lockspire.admin;

import dev.lockspire.client.FieldError;
import dev.lockspire.conformance.Judgement;
import dev.lockspire.policy.TokenFormat;
import dev.lockspire.traffic.Sighting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of the file that a preview leaves as: a client and one thing that it would meet.
 *
 * @param effect {@code refused}, {@code not_seen} or {@code other_tokens}
 */
record ImpactLine(
    String clientId,
    String name,
    String effect,
    Optional<Judgement> judgement,
    Optional<TokenFormat> format) {

  static final List<ListColumn<ImpactLine>> COLUMNS =
      List.of(
          new ListColumn<>("client_id", ImpactLine::clientId),
          new ListColumn<>("name", ImpactLine::name),
          new ListColumn<>("effect", ImpactLine::effect),
          new ListColumn<>(
              "requirement", line -> line.judgement().map(j -> j.requirement().wireName())),
          new ListColumn<>(
              "reference", line -> line.judgement().map(j -> j.requirement().reference())),
          new ListColumn<>("registered", ImpactLine::registered),
          new ListColumn<>("seen", ImpactLine::seen),
          new ListColumn<>(
              "last_seen",
              line ->
                  line.sightings()
                      .map(Sighting::lastSeen)
                      .max(java.util.Comparator.naturalOrder())));

  static Stream<ImpactLine> of(AffectedClient client) {
    return Stream.concat(
        client.unmet().stream()
            .map(
                judgement ->
                    new ImpactLine(
                        client.clientId(),
                        client.name(),
                        switch (judgement.verdict()) {
                          case FAILS -> "refused";
                          case NOT_SEEN -> "not_seen";
                          case HOLDS -> "none";
                        },
                        Optional.of(judgement),
                        Optional.empty())),
        client.format().stream()
            .map(
                format ->
                    new ImpactLine(
                        client.clientId(),
                        client.name(),
                        "other_tokens",
                        Optional.empty(),
                        Optional.of(format))));
  }

  /** What is registered that is in the way. */
  private List<String> registered() {
    return Stream.concat(
            judgement.stream().flatMap(j -> j.problems().stream()).map(FieldError::toString),
            format.stream().map(value -> "access_token_format: " + value.wireName()))
        .toList();
  }

  /** {@code direct_request=12}. */
  private List<String> seen() {
    return sightings().map(one -> one.trait().wireName() + "=" + one.requests()).toList();
  }

  private Stream<Sighting> sightings() {
    return judgement.stream().flatMap(j -> j.seen().stream());
  }
}

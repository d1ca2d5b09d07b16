package dev.lockspire.conformance;

import dev.lockspire.client.Client;
import dev.lockspire.client.FieldError;
import dev.lockspire.traffic.Sighting;
import dev.lockspire.traffic.Trait;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * By what a requirement is judged, as data: registered members that may be in the way, and traits
 * of requests that speak for or against it.
 *
 * @param members of the registration that it is about
 * @param contradicted whether a registration is against it, whatever its rules say
 * @param applies whether it says anything about a client
 * @param value what is registered of it, for people to read; empty where nothing is
 * @param settled whether the registration alone tells that it is met
 * @param against traits of requests that do not meet it
 * @param inFavour traits of requests that do
 */
record Criterion(
    Set<String> members,
    Predicate<Client> contradicted,
    Predicate<Subject> applies,
    Function<Client, String> value,
    Predicate<Subject> settled,
    List<Trait> against,
    List<Trait> inFavour) {

  /** Met by every client, because the server does nothing else. */
  static Criterion always() {
    return registered();
  }

  /** That the rules of registration find nothing wrong with {@code members}. */
  static Criterion registered(String... members) {
    return new Criterion(
        Set.of(members),
        client -> false,
        subject -> true,
        client -> "",
        subject -> true,
        List.of(),
        List.of());
  }

  /** That requests show the one kind of traits and not the other. */
  static Criterion requests(List<Trait> against, List<Trait> inFavour) {
    return registered().settledWhere(subject -> false).requestsShow(against, inFavour);
  }

  Criterion contradictedBy(Predicate<Client> registration) {
    return new Criterion(members, registration, applies, value, settled, against, inFavour);
  }

  Criterion where(Predicate<Subject> said) {
    return new Criterion(members, contradicted, said, value, settled, against, inFavour);
  }

  /** What is registered of it; null where nothing is. */
  Criterion valued(Function<Client, Object> registered) {
    Function<Client, String> text = client -> Objects.toString(registered.apply(client), "");
    return new Criterion(members, contradicted, applies, text, settled, against, inFavour);
  }

  /** Where it does not hold, requests tell; where there are no traits for it, nothing does. */
  Criterion settledWhere(Predicate<Subject> registration) {
    return new Criterion(members, contradicted, applies, value, registration, against, inFavour);
  }

  Criterion requestsShow(List<Trait> notMeeting, List<Trait> meeting) {
    return new Criterion(members, contradicted, applies, value, settled, notMeeting, meeting);
  }

  Judgement judge(Requirement requirement, Subject subject, List<FieldError> problems) {
    if (!applies.test(subject)) {
      return new Judgement(
          requirement, Verdict.HOLDS, Ground.NOT_APPLICABLE, "", List.of(), List.of());
    }
    String registered = value.apply(subject.client());
    if (contradicted.test(subject.client()) || !problems.isEmpty()) {
      return new Judgement(
          requirement, Verdict.FAILS, Ground.REGISTRATION, registered, problems, List.of());
    }
    if (settled.test(subject)) {
      boolean said = !members.isEmpty() || !inFavour.isEmpty();
      return met(requirement, said ? Ground.REGISTRATION : Ground.ALWAYS, registered);
    }
    if (requirement.demanded(subject.until(), subject.server())) {
      return met(requirement, Ground.ENFORCEMENT, registered);
    }
    return bySightings(requirement, registered, subject);
  }

  private Judgement bySightings(Requirement requirement, String registered, Subject subject) {
    List<Sighting> wrong = subject.traffic().of(against);
    List<Sighting> right = subject.traffic().of(inFavour);
    Verdict verdict =
        !wrong.isEmpty() ? Verdict.FAILS : right.isEmpty() ? Verdict.NOT_SEEN : Verdict.HOLDS;
    return new Judgement(
        requirement,
        verdict,
        inFavour.isEmpty() ? Ground.REGISTRATION : Ground.REQUESTS,
        registered,
        List.of(),
        Stream.concat(wrong.stream(), right.stream()).toList());
  }

  private static Judgement met(Requirement requirement, Ground ground, String registered) {
    return new Judgement(requirement, Verdict.HOLDS, ground, registered, List.of(), List.of());
  }
}

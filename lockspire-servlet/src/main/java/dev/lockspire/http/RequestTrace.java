package dev.lockspire.http;

import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Refusal.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers which rules the request at hand has passed, until it is answered. Endpoints see it as
 * the {@link RuleTrace} they were built with; the {@link Router} opens and closes it around each
 * request, which stays on one thread.
 */
public final class RequestTrace implements RuleTrace {
  private final RandomSource random;

  /** Of the instance: two applications in one container must not see each other's requests. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Steps> current = new ThreadLocal<>();

  private static final class Steps {
    private final List<Judgement> judgements = new ArrayList<>(24);
    private String correlationId;
    private OAuthError refused;
    private String clientId;
  }

  public RequestTrace(RandomSource random) {
    this.random = random;
  }

  void begin() {
    current.set(new Steps());
  }

  void end() {
    current.remove();
  }

  @Override
  public <T> T check(Rule rule, Supplier<T> check) {
    T established;
    try {
      established = check.get();
    } catch (RuntimeException failed) {
      judged(rule, false);
      throw failed;
    }
    judged(rule, true);
    return established;
  }

  private void judged(Rule rule, boolean passed) {
    Steps steps = current.get();
    if (steps != null) {
      steps.judgements.add(new Judgement(rule.name(), rule.reference(), passed));
    }
  }

  @Override
  public String refused(OAuthError error) {
    Steps steps = current.get();
    if (steps == null) {
      return random.uuid();
    }
    if (steps.refused == null) {
      steps.refused = error;
      steps.correlationId = random.uuid();
    }
    return steps.correlationId;
  }

  /** Tells which client proved to be the caller of the request at hand. */
  public void calledBy(String clientId) {
    Steps steps = current.get();
    if (steps != null) {
      steps.clientId = clientId;
    }
  }

  Optional<String> caller() {
    Steps steps = current.get();
    return steps == null ? Optional.empty() : Optional.ofNullable(steps.clientId);
  }

  /** What was refused in the request at hand, if anything was. */
  public Optional<OAuthError> refusal() {
    Steps steps = current.get();
    return steps == null ? Optional.empty() : Optional.ofNullable(steps.refused);
  }

  List<Judgement> judgements() {
    Steps steps = current.get();
    return steps == null ? List.of() : steps.judgements;
  }
}

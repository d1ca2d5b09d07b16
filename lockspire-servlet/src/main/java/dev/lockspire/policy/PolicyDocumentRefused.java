package dev.lockspire.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy document holds values that no policy can have. */
public final class PolicyDocumentRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<PolicyProblem> problems;

  PolicyDocumentRefused(List<PolicyProblem> problems) {
    super(problems.stream().map(PolicyProblem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the document. */
  public List<PolicyProblem> problems() {
    return problems;
  }
}

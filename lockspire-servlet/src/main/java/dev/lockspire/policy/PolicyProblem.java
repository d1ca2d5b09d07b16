package dev.lockspire.policy;

/**
 * Why one value of a policy document was refused.
 *
 * @param field its name as written
 * @param reason {@code unknown_field} or {@code invalid_value}
 * @param detail what would be accepted, for people
 */
public record PolicyProblem(String field, String reason, String detail) {

  @Override
  public String toString() {
    return field + " " + detail;
  }
}

package dev.lockspire.host;

import java.util.Objects;

/**
 * Somebody who may use the console. Their id and name are written beside everything they change.
 *
 * @param id stable id at the host; never an e-mail address, which may change hands
 * @param display how colleagues know them
 * @param role what they may do
 */
public record Operator(String id, String display, Role role) {

  /** What a person may do in the console. */
  public enum Role {
    /** Sees everything and changes it. */
    OPERATOR,
    /** Sees everything and changes nothing. */
    AUDITOR
  }

  /**
   * @throws IllegalArgumentException when the id is blank: an audit row must name one person
   */
  public Operator {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(display, "display");
    Objects.requireNonNull(role, "role");
    if (id.isBlank()) {
      throw new IllegalArgumentException("An operator has an id");
    }
  }

  /** Whether they may change anything. */
  public boolean mayChange() {
    return role == Role.OPERATOR;
  }
}

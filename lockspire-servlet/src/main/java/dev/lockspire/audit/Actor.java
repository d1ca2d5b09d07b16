package dev.lockspire.audit;

/**
 * Who did it.
 *
 * @param type what kind of actor
 * @param id which one; null only for the system as a whole
 * @param display how people know it; may be null
 */
public record Actor(Type type, String id, String display) {

  /** Kinds of actors. */
  public enum Type {
    OPERATOR,
    SYSTEM,
    HOST_APP,
    DCR,
    SELF_REGISTERED_CLIENT,
    CLIENT,
    SUBJECT,
    USER;

    public String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public Actor {
    if (type == null) {
      throw new IllegalArgumentException("an actor has a type");
    }
  }

  /**
   * @param type as stored: {@code operator}
   * @throws IllegalArgumentException when it is missing, blank or no known type
   */
  public static Actor of(String type, String id, String display) {
    for (Type known : Type.values()) {
      if (known.wireName().equals(type)) {
        return new Actor(known, id, display);
      }
    }
    throw new IllegalArgumentException("not a type of actor");
  }

  public static Actor client(String clientId) {
    return new Actor(Type.CLIENT, clientId, null);
  }

  public static Actor subject(String subject) {
    return new Actor(Type.SUBJECT, subject, null);
  }

  public static Actor system() {
    return new Actor(Type.SYSTEM, "lockspire", null);
  }
}

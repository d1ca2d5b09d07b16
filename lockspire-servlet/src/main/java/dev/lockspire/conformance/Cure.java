package dev.lockspire.conformance;

/**
 * What makes a client meet a requirement.
 *
 * @param place where it is done
 * @param setting the field in question there; empty where there is none
 */
public record Cure(Place place, String setting) {

  /** Where something is done about a client. */
  public enum Place {
    /** Nothing needs doing. */
    NOWHERE,
    /** The client's security settings. */
    CLIENT_SECURITY,
    /** The client's keys and the algorithm of its assertions. */
    CLIENT_KEYS,
    /** The client's redirect URIs. */
    CLIENT_REDIRECTS,
    /** What is wrong cannot be changed: another client takes its place. */
    NEW_CLIENT,
    /** The server's keys. */
    SERVER_KEYS,
    /** The application has to do it; no setting does. */
    APPLICATION
  }

  static Cure at(Place place) {
    return new Cure(place, "");
  }

  static Cure at(Place place, String setting) {
    return new Cure(place, setting);
  }
}

package dev.lockspire.storage;

/**
 * Something kept in a cache has changed.
 *
 * @param topic what kind of thing
 * @param key which one
 */
public record Change(String topic, String key) {

  String payload() {
    return topic + ' ' + key;
  }

  static Change parse(String payload) {
    int space = payload.indexOf(' ');
    return space < 0
        ? new Change(payload, "")
        : new Change(payload.substring(0, space), payload.substring(space + 1));
  }
}

package dev.lockspire.faces.admin.keys;

import dev.lockspire.admin.KeyView;
import dev.lockspire.faces.admin.text.Instants;
import dev.lockspire.faces.admin.text.Texts;
import java.time.Instant;
import java.util.Locale;

/**
 * A key as the pages show it; nothing private is in here.
 *
 * @param state its status by wire name
 * @param visible whether {@code /jwks} shows it now
 * @param next what can be done with it next, in words
 * @param canMove whether anything can
 */
public record KeyLine(
    String kid,
    String algorithm,
    String type,
    String use,
    String state,
    boolean visible,
    Instant publishedAt,
    Instant activatedAt,
    String next,
    boolean canMove) {

  static KeyLine of(KeyView view, Texts texts) {
    return new KeyLine(
        view.key().kid(),
        view.key().algorithm(),
        view.key().type(),
        texts.get("keys.use." + view.key().use().wireName()),
        view.key().status().wireName(),
        view.inJwks(),
        view.key().publishedAt(),
        view.key().activatedAt(),
        next(view, texts),
        view.next().isPresent());
  }

  private static String next(KeyView view, Texts texts) {
    return view.next()
        .map(action -> "keys.next." + action.name().toLowerCase(Locale.ROOT))
        .map(
            key ->
                view.safeFrom()
                    .map(safe -> texts.get(key + ".wait", Instants.text(safe)))
                    .orElseGet(() -> texts.get(key)))
        .orElseGet(
            () ->
                texts.get(words(view, "keys.next.none." + view.key().status().wireName(), texts)));
  }

  /**
   * Which words to take for {@code key}: an encryption key signs nothing, and has some of its own.
   */
  static String words(KeyView view, String key, Texts texts) {
    String own = key + "." + view.key().use().wireName();
    return texts.has(own) ? own : key;
  }
}

package dev.lockspire.faces.admin.clients;

import dev.lockspire.admin.ClientWorkspace;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.page.Entries;
import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.http.JsonWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One field of a form about a client.
 *
 * @param name the member of the client's document it fills (RFC 7591 §2, or the product's own)
 * @param kind how it is typed
 * @param values words to choose from, for {@link Kind#CHOICE}
 * @param current what holds now: text, a whole number, a flag, a collection of texts, or null
 */
public record ClientField(
    String name, Kind kind, List<String> values, Function<ClientWorkspace, Object> current) {

  /** RFC 8705 §3.4. */
  static final String CERTIFICATE_BOUND = "tls_client_certificate_bound_access_tokens";

  static final String JWKS_URI = "jwks_uri";
  static final String JWKS = "jwks";

  /** How a field is typed. */
  public enum Kind {
    TEXT,
    /** A whole number. */
    NUMBER,
    /** One entry a line. */
    LINES,
    /** As {@link #LINES}, and entries hold no white space. */
    WORDS,
    /** One JSON object. */
    JSON,
    TICK,
    CHOICE
  }

  static ClientField of(String name, Kind kind, Function<ClientWorkspace, Object> current) {
    return new ClientField(name, kind, List.of(), current);
  }

  static ClientField choice(
      String name, List<String> values, Function<ClientWorkspace, Object> current) {
    return new ClientField(name, Kind.CHOICE, values, current);
  }

  /** This field with other values to choose from. */
  ClientField offering(List<String> others) {
    return new ClientField(name, kind, others, current);
  }

  /** By which algorithm something is signed; empty for what the server takes by itself. */
  static ClientField algorithm(String name, Function<ClientWorkspace, Object> current) {
    return choice(name, List.of("", "ES256", "PS256", "RS256", "EdDSA"), current);
  }

  /** Key of its words. The profile's belong to the server's page of the same name. */
  public String getLabel() {
    return name.equals("security_profile") ? "client.posture.profile" : "field." + name;
  }

  /** Which part of a page shows it: {@code text}, {@code area}, {@code tick}, {@code choice}. */
  public String getPart() {
    return switch (kind) {
      case TEXT, NUMBER -> "text";
      case LINES, WORDS, JSON -> "area";
      case TICK -> "tick";
      case CHOICE -> "choice";
    };
  }

  /** What {@code client} has now with the words for it. */
  Choice now(ClientWorkspace client, Texts texts) {
    return choice(text(current.apply(client)), texts);
  }

  /** Everything it offers, and what {@code client} has now if that is no longer offered. */
  List<Choice> choices(ClientWorkspace client, Texts texts) {
    String now = text(current.apply(client));
    return Stream.concat(
            values.stream(),
            Stream.of(now).filter(value -> !value.isEmpty() && !values.contains(value)))
        .map(value -> choice(value, texts))
        .toList();
  }

  /** One of its values with the words for it; the value itself where there are none. */
  Choice choice(String value, Texts texts) {
    String own = "choice." + name + "." + (value.isEmpty() ? "none" : value);
    String common = "client.value." + value;
    if (texts.has(own)) {
      return new Choice(value, texts.get(own));
    }
    return new Choice(value, texts.has(common) ? texts.get(common) : value);
  }

  /** Puts what holds now into the form. */
  void show(ClientWorkspace client, Entries entries) {
    Object value = current.apply(client);
    if (kind == Kind.TICK) {
      entries.getTicks().put(name, Boolean.TRUE.equals(value));
    } else {
      entries.getTexts().put(name, text(value));
    }
  }

  /** What the form says, as the document takes it; null clears. */
  Object read(Entries entries) {
    return switch (kind) {
      case TICK -> entries.ticked(name);
      case LINES -> entries.lines(name);
      case WORDS -> entries.words(name);
      // An empty field clears what was set.
      case TEXT, NUMBER, JSON -> entries.text(name).isEmpty() ? null : entries.text(name);
      case CHOICE -> entries.text(name);
    };
  }

  private static String text(Object value) {
    Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    if (plain instanceof Collection<?> many) {
      return String.join("\n", many.stream().map(Object::toString).toList());
    }
    if (plain instanceof Map<?, ?> object) {
      return new JsonWriter(1024).any(object).toString();
    }
    if (plain instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    return plain == null ? "" : plain.toString();
  }
}

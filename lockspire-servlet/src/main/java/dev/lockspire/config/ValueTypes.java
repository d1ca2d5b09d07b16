package dev.lockspire.config;

import dev.lockspire.crypto.Secret;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types of value that keys have. */
final class ValueTypes {
  private static final Pattern CLASS_NAME =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,52}");
  private static final Pattern SCOPE_TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");
  private static final Pattern LOCAL_PATH = Pattern.compile("/(?![/\\\\])[^\\s?#\\\\\\p{Cntrl}]*");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
  private static final Pattern CREDENTIAL =
      Pattern.compile("(?<=password=)[^&]*|(?<=//).*(?=@)", Pattern.CASE_INSENSITIVE);

  private ValueTypes() {}

  static ValueType<String> text(String name) {
    return ValueType.of(name, "", text -> text, text -> require(!text.isBlank(), "is blank"));
  }

  /** Anything but blank; kept as a secret from the moment it is read. */
  static ValueType<Secret> secret(String name) {
    return ValueType.of(
            name, "", Secret::of, secret -> require(!secret.reveal().isBlank(), "is blank"))
        .asSecret();
  }

  /** 256 bits in Base64, or the name of a file that holds them so. */
  static ValueType<Secret> masterKey() {
    return ValueType.of(
            "key",
            "Base64 of exactly 32 bytes, or `file:` and the path of a file that holds it",
            MasterKeyText::read,
            MasterKeyText::check)
        .asSecret();
  }

  static ValueType<Boolean> bool() {
    return ValueType.of(
        "boolean",
        "`true` or `false`",
        text -> {
          require(text.equals("true") || text.equals("false"), "must be true or false");
          return text.equals("true");
        },
        value -> {});
  }

  static ValueType<Integer> integer(int min, int max) {
    String message = "must be a whole number from " + min + " to " + max;
    return ValueType.of(
        "integer",
        "from " + min + " to " + max,
        text -> {
          try {
            return Integer.valueOf(text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException(message, e);
          }
        },
        value -> require(value >= min && value <= max, message));
  }

  /** A length of time in seconds, as an integer without a unit. */
  static ValueType<Duration> seconds(int min, int max) {
    ValueType<Integer> number = integer(min, max);
    Duration least = Duration.ofSeconds(min);
    Duration most = Duration.ofSeconds(max);
    return ValueType.of(
        "integer, seconds",
        number.range(),
        text -> Duration.ofSeconds(number.parse(text)),
        value -> DurationText.require(value, least, most));
  }

  /** A short length of time in milliseconds, as an integer without a unit. */
  static ValueType<Duration> millis(int min, int max) {
    ValueType<Integer> number = integer(min, max);
    return ValueType.of(
        "integer, milliseconds",
        number.range(),
        text -> Duration.ofMillis(number.parse(text)),
        value -> number.check((int) Math.min(value.toMillis(), Integer.MAX_VALUE)));
  }

  static ValueType<Duration> duration(Duration min, Duration max) {
    return ValueType.of(
        "duration",
        "from " + DurationText.of(min) + " to " + DurationText.of(max) + ", whole seconds",
        DurationText::parse,
        value -> DurationText.require(value, min, max));
  }

  /** One of a few words. */
  static <E> ValueType<E> oneOf(String name, List<E> values, Function<E, String> word) {
    String message =
        "must be one of " + values.stream().map(word).collect(Collectors.joining(", "));
    String range =
        values.stream().map(word).map(w -> "`" + w + "`").collect(Collectors.joining(", "));
    return ValueType.of(
        name,
        range,
        text ->
            values.stream()
                .filter(value -> word.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(message)),
        value -> require(values.contains(value), message));
  }

  /** RFC 6749 §3.3, {@code scope-token}. */
  static ValueType<String> scope() {
    return matching(
        "scope",
        "printable ASCII without space, comma, double quote and backslash",
        SCOPE_TOKEN.asMatchPredicate());
  }

  static ValueType<String> className() {
    return matching("class name", "fully qualified", CLASS_NAME.asMatchPredicate());
  }

  static ValueType<String> databaseIdentifier() {
    return matching("identifier", "`[A-Za-z_][A-Za-z0-9_]{0,52}`", IDENTIFIER.asMatchPredicate());
  }

  static ValueType<String> localPath() {
    return matching(
        "path", "begins with one `/`, no query, no fragment", LOCAL_PATH.asMatchPredicate());
  }

  /** RFC 9110 §5.1. */
  static ValueType<String> headerName() {
    return matching("header name", "a token of RFC 9110", HEADER_NAME.asMatchPredicate());
  }

  /** Not everybody: an allow-list that allows all is a slip. */
  static ValueType<Cidr> addresses() {
    return ValueType.of(
        "addresses",
        "an IP address, or a block of them that is not the whole of them",
        Cidr::parse,
        block -> require(block.bits() > 0, "must not cover every address"));
  }

  static ValueType<String> languageTag() {
    return matching("language tag", "BCP 47", LanguageTags::wellFormed);
  }

  static ValueType<String> jdbcUrl() {
    return matching(
            "JDBC URL",
            "begins with `jdbc:postgresql:`",
            url -> url.startsWith("jdbc:postgresql:") && url.length() > 16)
        .redactedBy(ValueTypes::withoutCredentials);
  }

  /** A URL as it may be shown: without a password parameter, without what precedes the host. */
  static String withoutCredentials(String url) {
    return CREDENTIAL.matcher(url).replaceAll("***");
  }

  private static ValueType<String> matching(String name, String range, Predicate<String> rule) {
    String message = "must be a " + name + ": " + range.replace("`", "");
    return ValueType.of(name, range, text -> text, text -> require(rule.test(text), message));
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}

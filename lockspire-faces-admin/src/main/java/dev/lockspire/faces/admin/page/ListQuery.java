package dev.lockspire.faces.admin.page;

import dev.lockspire.admin.Count;
import dev.lockspire.admin.ListRequest;
import dev.lockspire.admin.Listing;
import dev.lockspire.admin.Position;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Filter and place of a list, as they stand in the query string: what is shared as a link shows the
 * same list. A value nobody knows counts as none.
 */
public final class ListQuery {
  private static final String SIZE = "size";
  private static final String POSITION = "at";

  private final Console console;
  private final Map<String, String> filters = new LinkedHashMap<>();

  public ListQuery(Console console) {
    this.console = console;
  }

  /** A free text; empty when it is not given. */
  public String text(String name) {
    String value = console.parameter(name).orElse("");
    if (!value.isEmpty()) {
      filters.put(name, value);
    }
    return value;
  }

  /** One of a few words; empty for all. */
  public Optional<String> word(String name, List<String> known) {
    Optional<String> value = console.parameter(name).filter(known::contains);
    value.ifPresent(given -> filters.put(name, given));
    return value;
  }

  /** One of an enum's values, written in lower case; empty for all. */
  public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    Optional<E> value =
        console
            .parameter(name)
            .flatMap(
                given ->
                    List.of(type.getEnumConstants()).stream()
                        .filter(constant -> constant.name().equalsIgnoreCase(given))
                        .findFirst());
    value.ifPresent(given -> filters.put(name, given.name().toLowerCase(java.util.Locale.ROOT)));
    return value;
  }

  /** A point in time, in UTC, as date, date and time or ISO 8601; empty for any. */
  public Optional<Instant> time(String name) {
    Optional<String> given = console.parameter(name);
    Optional<Instant> time = given.flatMap(ListQuery::instant);
    time.ifPresent(known -> filters.put(name, field(known)));
    return time;
  }

  /** As fields for date and time have it. */
  private static String field(Instant time) {
    return LocalDateTime.ofInstant(time, ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Optional<Instant> instant(String text) {
    try {
      if (text.endsWith("Z")) {
        return Optional.of(Instant.parse(text));
      }
      LocalDateTime local =
          text.contains("T") ? LocalDateTime.parse(text) : LocalDate.parse(text).atStartOfDay();
      return Optional.of(local.toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The page to show, in the size and at the place that the query string says. */
  public <F> ListRequest<F> request(F filter) {
    return new ListRequest<>(
        filter, size(), Position.parse(console.parameter(POSITION).orElse("")));
  }

  /** Whether anything was filtered by. */
  public boolean filtered() {
    return !filters.isEmpty();
  }

  /** What the filter fields show. */
  public String value(String name) {
    return filters.getOrDefault(name, "");
  }

  /** The ways on from a page. */
  public Pager pager(Listing<?> listing) {
    return new Pager(
        link(listing.first()),
        link(listing.previous()),
        link(listing.next()),
        link(listing.last()),
        count(listing.matching()),
        List.of(10, 25, 50, 100).stream()
            .map(n -> new Pager.Size(n, n == size(), address(n, Optional.empty())))
            .toList());
  }

  private int size() {
    return console.parameter(SIZE).map(ListQuery::number).orElse(ListRequest.DEFAULT_PAGE_SIZE);
  }

  private static int number(String text) {
    return switch (text) {
      case "10" -> 10;
      case "50" -> 50;
      case "100" -> 100;
      default -> ListRequest.DEFAULT_PAGE_SIZE;
    };
  }

  private String link(Optional<Position> position) {
    return position.map(place -> address(size(), Optional.of(place.text()))).orElse("");
  }

  private String address(int size, Optional<String> position) {
    Map<String, String> query = new LinkedHashMap<>(filters);
    if (size != ListRequest.DEFAULT_PAGE_SIZE) {
      query.put(SIZE, Integer.toString(size));
    }
    position.filter(text -> !text.isEmpty()).ifPresent(text -> query.put(POSITION, text));
    String path = console.request().path();
    return query.isEmpty()
        ? path
        : query.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&", path + "?", ""));
  }

  private String count(Count count) {
    String key = count.exact() ? "pager.matching" : "pager.more";
    return console.texts().get(key, count.value());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

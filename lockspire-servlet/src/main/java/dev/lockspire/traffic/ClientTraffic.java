package dev.lockspire.traffic;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was seen of one client's requests.
 *
 * @param sightings by trait; none for one that was not seen
 */
public record ClientTraffic(Map<Trait, Sighting> sightings) {
  private static final ClientTraffic NOTHING = new ClientTraffic(Map.of());

  public ClientTraffic {
    sightings = Map.copyOf(sightings);
  }

  /** Of a client that sent nothing. */
  public static ClientTraffic nothing() {
    return NOTHING;
  }

  static ClientTraffic of(Collection<Sighting> sightings) {
    Map<Trait, Sighting> byTrait = new EnumMap<>(Trait.class);
    sightings.forEach(sighting -> byTrait.put(sighting.trait(), sighting));
    return new ClientTraffic(byTrait);
  }

  /** Those of {@code traits} that were seen, in the order given. */
  public List<Sighting> of(List<Trait> traits) {
    return traits.stream().map(sightings::get).filter(Objects::nonNull).toList();
  }
}

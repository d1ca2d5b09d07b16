package dev.lockspire.client;

import dev.lockspire.policy.TokenFormat;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Enumerated client settings by the lower-case names that documents use and columns hold: {@code
 * FAPI_2_0_SECURITY} is {@code fapi_2_0_security}.
 */
abstract class WireNames<E extends Enum<E>> implements AttributeConverter<E, String> {
  private final Class<E> type;

  private WireNames(Class<E> type) {
    this.type = type;
  }

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> Optional<E> parse(Class<E> type, String name) {
    for (E value : type.getEnumConstants()) {
      if (of(value).equals(name)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** One converter per type, because that is how Hibernate knows which column holds what. */
  static List<Class<?>> converters() {
    return List.of(
        ClientTypes.class,
        ApplicationTypes.class,
        AuthMethods.class,
        ParPolicies.class,
        DpopPolicies.class,
        Profiles.class,
        TokenFormats.class,
        SubjectTypes.class,
        IntrospectionScopes.class,
        DeliveryModes.class,
        Provenances.class);
  }

  @Override
  public String convertToDatabaseColumn(E value) {
    return value == null ? null : of(value);
  }

  @Override
  public E convertToEntityAttribute(String name) {
    return name == null
        ? null
        : parse(type, name)
            .orElseThrow(() -> new IllegalStateException(type.getSimpleName() + ": " + name));
  }

  @Converter(autoApply = true)
  static final class ClientTypes extends WireNames<ClientType> {
    ClientTypes() {
      super(ClientType.class);
    }
  }

  @Converter(autoApply = true)
  static final class ApplicationTypes extends WireNames<ClientMetadata.ApplicationType> {
    ApplicationTypes() {
      super(ClientMetadata.ApplicationType.class);
    }
  }

  @Converter(autoApply = true)
  static final class AuthMethods extends WireNames<AuthMethod> {
    AuthMethods() {
      super(AuthMethod.class);
    }
  }

  @Converter(autoApply = true)
  static final class ParPolicies extends WireNames<Inheritable.Par> {
    ParPolicies() {
      super(Inheritable.Par.class);
    }
  }

  @Converter(autoApply = true)
  static final class DpopPolicies extends WireNames<Inheritable.Dpop> {
    DpopPolicies() {
      super(Inheritable.Dpop.class);
    }
  }

  @Converter(autoApply = true)
  static final class Profiles extends WireNames<Inheritable.Profile> {
    Profiles() {
      super(Inheritable.Profile.class);
    }
  }

  @Converter(autoApply = true)
  static final class TokenFormats extends WireNames<TokenFormat> {
    TokenFormats() {
      super(TokenFormat.class);
    }
  }

  @Converter(autoApply = true)
  static final class SubjectTypes extends WireNames<ClientMetadata.SubjectType> {
    SubjectTypes() {
      super(ClientMetadata.SubjectType.class);
    }
  }

  @Converter(autoApply = true)
  static final class IntrospectionScopes extends WireNames<ClientMetadata.IntrospectionScope> {
    IntrospectionScopes() {
      super(ClientMetadata.IntrospectionScope.class);
    }
  }

  @Converter(autoApply = true)
  static final class DeliveryModes extends WireNames<ClientMetadata.DeliveryMode> {
    DeliveryModes() {
      super(ClientMetadata.DeliveryMode.class);
    }
  }

  @Converter(autoApply = true)
  static final class Provenances extends WireNames<Client.Provenance> {
    Provenances() {
      super(Client.Provenance.class);
    }
  }
}

package dev.lockspire.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Every value of a server policy by the name that operators, documents and columns use. */
// The functions are pure; the checker only knows annotated types.
@SuppressWarnings("ImmutableEnumChecker")
enum PolicyField {
  PAR_POLICY(oneOf(ParPolicy.values()), p -> p.parPolicy().wireName()),
  DPOP_POLICY(oneOf(DpopPolicy.values()), p -> p.dpopPolicy().wireName()),
  SECURITY_PROFILE(oneOf(SecurityProfile.values()), p -> p.securityProfile().wireName()),
  ACCESS_TOKEN_FORMAT(oneOf(TokenFormat.values()), p -> p.accessTokenFormat().wireName()),
  MAX_DELEGATION_DEPTH(PolicyField::depth, ServerPolicy::maxDelegationDepth),
  REGISTRATION_POLICY(
      oneOf(RegistrationPolicy.values()), p -> p.registration().policy().wireName()),
  DCR_ALLOWED_SCOPES(PolicyField::texts, p -> p.registration().allowedScopes()),
  DCR_ALLOWED_GRANT_TYPES(PolicyField::texts, p -> p.registration().allowedGrantTypes()),
  DCR_ALLOWED_RESPONSE_TYPES(PolicyField::texts, p -> p.registration().allowedResponseTypes()),
  DCR_ALLOWED_REDIRECT_URI_SCHEMES(
      PolicyField::texts, p -> p.registration().allowedRedirectUriSchemes()),
  DCR_ALLOWED_REDIRECT_URI_HOSTS(
      PolicyField::texts, p -> p.registration().allowedRedirectUriHosts()),
  DCR_ALLOWED_TOKEN_ENDPOINT_AUTH_METHODS(
      PolicyField::texts, p -> p.registration().allowedAuthMethods()),
  DCR_DEFAULT_CLIENT_LIFETIME_SECONDS(
      PolicyField::seconds, p -> p.registration().clientLifetimeSeconds()),
  DCR_DEFAULT_CLIENT_SECRET_LIFETIME_SECONDS(
      PolicyField::seconds, p -> p.registration().clientSecretLifetimeSeconds()),
  DCR_DEFAULT_REGISTRATION_ACCESS_TOKEN_LIFETIME_SECONDS(
      PolicyField::seconds, p -> p.registration().registrationAccessTokenLifetimeSeconds()),
  MESSAGE_SIGNING_REQUIRES_REQUEST_OBJECTS(
      PolicyField::flag, p -> p.messageSigning().requestObjects()),
  MESSAGE_SIGNING_REQUIRES_JARM(
      PolicyField::flag, p -> p.messageSigning().authorizationResponses()),
  MESSAGE_SIGNING_REQUIRES_INTROSPECTION(
      PolicyField::flag, p -> p.messageSigning().introspectionResponses());

  private static final Map<String, PolicyField> BY_NAME = new java.util.HashMap<>();

  static {
    for (PolicyField field : values()) {
      BY_NAME.put(field.wireName(), field);
    }
  }

  private final Function<Object, String> objection;
  private final Function<ServerPolicy, Object> read;

  /**
   * @param objection what is wrong with a value; null when nothing is
   */
  PolicyField(Function<Object, String> objection, Function<ServerPolicy, Object> read) {
    this.objection = objection;
    this.read = read;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<PolicyField> ofWireName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  Optional<String> objectionTo(Object value) {
    return Optional.ofNullable(objection.apply(value));
  }

  Object of(ServerPolicy policy) {
    return read.apply(policy);
  }

  /** The fields in which two policies differ. */
  static List<String> changed(ServerPolicy before, ServerPolicy after) {
    List<String> changed = new ArrayList<>();
    for (PolicyField field : values()) {
      if (!java.util.Objects.equals(field.of(before), field.of(after))) {
        changed.add(field.wireName());
      }
    }
    return changed;
  }

  /** {@code base} with every value of {@code replaced} in place of its own. */
  static ServerPolicy replace(ServerPolicy base, Map<PolicyField, Object> replaced) {
    EnumMap<PolicyField, Object> values = new EnumMap<>(PolicyField.class);
    for (PolicyField field : values()) {
      values.put(field, replaced.containsKey(field) ? replaced.get(field) : field.of(base));
    }
    return new ServerPolicy(
        word(values, PAR_POLICY, ParPolicy.class),
        word(values, DPOP_POLICY, DpopPolicy.class),
        word(values, SECURITY_PROFILE, SecurityProfile.class),
        word(values, ACCESS_TOKEN_FORMAT, TokenFormat.class),
        number(values, MAX_DELEGATION_DEPTH),
        new ServerPolicy.Registration(
            word(values, REGISTRATION_POLICY, RegistrationPolicy.class),
            list(values, DCR_ALLOWED_SCOPES),
            list(values, DCR_ALLOWED_GRANT_TYPES),
            list(values, DCR_ALLOWED_RESPONSE_TYPES),
            list(values, DCR_ALLOWED_REDIRECT_URI_SCHEMES),
            list(values, DCR_ALLOWED_REDIRECT_URI_HOSTS),
            list(values, DCR_ALLOWED_TOKEN_ENDPOINT_AUTH_METHODS),
            number(values, DCR_DEFAULT_CLIENT_LIFETIME_SECONDS),
            number(values, DCR_DEFAULT_CLIENT_SECRET_LIFETIME_SECONDS),
            number(values, DCR_DEFAULT_REGISTRATION_ACCESS_TOKEN_LIFETIME_SECONDS)),
        new MessageSigning(
            (Boolean) values.get(MESSAGE_SIGNING_REQUIRES_REQUEST_OBJECTS),
            (Boolean) values.get(MESSAGE_SIGNING_REQUIRES_JARM),
            (Boolean) values.get(MESSAGE_SIGNING_REQUIRES_INTROSPECTION)));
  }

  /** The constant that a wire name stands for. */
  static <E extends Enum<E>> E word(Class<E> type, String wireName) {
    return Enum.valueOf(type, wireName.toUpperCase(Locale.ROOT));
  }

  private static <E extends Enum<E>> E word(
      Map<PolicyField, Object> values, PolicyField field, Class<E> type) {
    return word(type, (String) values.get(field));
  }

  private static Integer number(Map<PolicyField, Object> values, PolicyField field) {
    Object value = values.get(field);
    return value == null ? null : Integer.valueOf(((Number) value).intValue());
  }

  private static List<String> list(Map<PolicyField, Object> values, PolicyField field) {
    return ((List<?>) values.get(field)).stream().map(String.class::cast).toList();
  }

  private static Function<Object, String> oneOf(Enum<?>[] constants) {
    List<String> words =
        Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    return value ->
        value instanceof String text && words.contains(text)
            ? null
            : "is one of " + String.join(", ", words);
  }

  private static String depth(Object value) {
    return isWhole(value, 0, 5) ? null : "is a whole number from 0 to 5";
  }

  private static String seconds(Object value) {
    return value == null || isWhole(value, 0, Integer.MAX_VALUE)
        ? null
        : "is a whole number of seconds, 0 or more, or null for no limit";
  }

  private static String flag(Object value) {
    return value instanceof Boolean ? null : "is true or false";
  }

  private static boolean isWhole(Object value, long least, long most) {
    return value instanceof Number number
        && number.doubleValue() == number.longValue()
        && number.longValue() >= least
        && number.longValue() <= most;
  }

  private static String texts(Object value) {
    return value instanceof List<?> items
            && items.stream().allMatch(item -> item instanceof String text && !text.isBlank())
        ? null
        : "is a list of non-empty strings";
  }
}

package dev.lockspire.rar;

import dev.lockspire.client.Client;
import dev.lockspire.host.AuthorizationDetailsContext;
import dev.lockspire.host.AuthorizationDetailsValidator.Verdict;
import dev.lockspire.host.DetailValidators;
import dev.lockspire.host.SeamFailure;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.OAuthError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may ask for which authorization details (RFC 9396 §5), and what is left of them when a person
 * or a token request takes some away (§7). Whatever is not approved is {@code
 * invalid_authorization_details}; so is what a validator of the host failed to judge.
 */
public final class DetailApproval {
  private static final Logger LOG = LoggerFactory.getLogger(DetailApproval.class);

  private final DetailValidators validators;
  private final List<String> published;
  private final boolean acceptAnyType;

  /**
   * @param published the types that metadata names; empty for those that have a validator
   * @param acceptAnyType whether a type without a validator is taken as it comes, for development
   * @throws IllegalStateException when a published type has no validator
   */
  public DetailApproval(
      DetailValidators validators, List<String> published, boolean acceptAnyType) {
    for (String type : published) {
      if (!validators.types().contains(type)) {
        throw new IllegalStateException(
            "lockspire.rar.types names "
                + type
                + ", which no AuthorizationDetailsValidator is for.");
      }
    }
    this.validators = validators;
    this.published = published.isEmpty() ? validators.types() : List.copyOf(published);
    this.acceptAnyType = acceptAnyType;
    if (acceptAnyType) {
      LOG.warn("Authorization details of types without a validator are accepted as they come.");
    }
  }

  /** Approves nothing: no host has a validator. */
  public static DetailApproval ofNothing() {
    return new DetailApproval(new DetailValidators(List.of()), List.of(), false);
  }

  /** The types that metadata names ({@code authorization_details_types_supported}). */
  public List<String> types() {
    return published;
  }

  /**
   * The details that {@code text} spells; absent and empty spell none.
   *
   * @param largest UTF-8 bytes
   * @throws OAuthError {@code invalid_request} when it is larger, else {@code
   *     invalid_authorization_details}
   */
  public AuthorizationDetails read(Optional<String> text, int largest) {
    if (text.isEmpty() || text.get().isBlank()) {
      return AuthorizationDetails.none();
    }
    if (!DetailBounds.isAtMost(text.get(), largest)) {
      throw OAuthError.invalidRequest(
          "authorization_details_too_large",
          "The authorization_details have more than " + largest + " bytes.");
    }
    List<Object> array =
        JsonReader.array(text.get(), largest)
            .orElseThrow(() -> refused("The authorization_details are no JSON array."));
    try {
      return AuthorizationDetails.of(array);
    } catch (IllegalArgumentException outOfBounds) {
      throw refused(outOfBounds.getMessage());
    }
  }

  /**
   * Types are known to the server, and registered by the client: one that registered none may ask
   * for none.
   *
   * @throws OAuthError when one is not
   */
  public void requireAllowed(Client client, AuthorizationDetails details) {
    for (String type : details.types()) {
      if (!acceptAnyType && !validators.types().contains(type)) {
        throw refused("A type of authorization_details is not supported.")
            .comparing("asked", type)
            .comparing("supported", String.join(" ", validators.types()));
      }
      if (!client.authorizationDetailsTypes().contains(type)) {
        throw refused("A type of authorization_details is not allowed to this application.")
            .comparing("asked", type)
            .comparing("allowed", String.join(" ", client.authorizationDetailsTypes()));
      }
    }
  }

  /**
   * What the host's validators make of {@code asked}: what is stored, shown and told. The first
   * refusal ends it.
   *
   * @throws OAuthError when one is refused
   */
  public AuthorizationDetails validated(
      AuthorizationDetails asked, AuthorizationDetailsContext context) {
    List<Map<String, Object>> approved = new ArrayList<>();
    for (Map<String, Object> detail : asked.objects()) {
      String type = AuthorizationDetails.type(detail);
      approved.add(
          validators.types().contains(type)
              ? accepted(type, judged(() -> validators.validate(type, detail, context)))
              : detail);
    }
    return within(approved);
  }

  /**
   * What of {@code granted} is left when only {@code left} shall be. Each of these equals one of
   * those, or the validator of its type accepts it in the place of one; none stands for two.
   *
   * @throws OAuthError when more is left than was granted
   */
  public AuthorizationDetails narrowed(
      AuthorizationDetails granted,
      AuthorizationDetails left,
      AuthorizationDetailsContext context) {
    List<Map<String, Object>> unclaimed = new ArrayList<>(granted.objects());
    List<String> texts = new ArrayList<>(granted.canonical());
    List<Map<String, Object>> approved = new ArrayList<>(left.objects());
    List<Integer> changed = new ArrayList<>();
    for (int i = 0; i < approved.size(); i++) {
      int same = texts.indexOf(left.canonical().get(i));
      if (same < 0) {
        changed.add(i);
      } else {
        unclaimed.remove(same);
        texts.remove(same);
      }
    }
    for (int i : changed) {
      approved.set(i, narrowed(unclaimed, approved.get(i), context));
    }
    return within(approved);
  }

  /** The first of {@code unclaimed} that {@code left} may stand for is claimed by it. */
  private Map<String, Object> narrowed(
      List<Map<String, Object>> unclaimed,
      Map<String, Object> left,
      AuthorizationDetailsContext context) {
    String type = AuthorizationDetails.type(left);
    for (Map<String, Object> granted : unclaimed) {
      if (!type.equals(AuthorizationDetails.type(granted)) || !validators.types().contains(type)) {
        continue;
      }
      Verdict verdict = judged(() -> validators.narrow(type, granted, left, context));
      if (verdict instanceof Verdict.Accepted) {
        unclaimed.remove(granted);
        return accepted(type, verdict);
      }
    }
    throw OAuthError.invalidAuthorizationDetails(
            "authorization_details_exceed_grant",
            "The authorization_details go beyond what was asked for or granted.")
        .comparing("asked", type);
  }

  /**
   * True when a consent that was remembered for all of {@code details} may stand for them again.
   */
  public boolean mayBeRemembered(AuthorizationDetails details) {
    try {
      return details.types().stream().allMatch(validators::mayBeRemembered);
    } catch (SeamFailure failed) {
      LOG.error("The host's {} failed", failed.getMessage(), failed.getCause());
      return false;
    }
  }

  private interface Question {
    Verdict ask();
  }

  private static Verdict judged(Question question) {
    try {
      return question.ask();
    } catch (SeamFailure failed) {
      LOG.error("The host's {} failed", failed.getMessage(), failed.getCause());
      throw failed();
    }
  }

  private static Map<String, Object> accepted(String type, Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      throw refused("The authorization_details of a type are not acceptable.")
          .comparing("asked", type)
          .comparing("refused because", refused.why());
    }
    Map<String, Object> detail = ((Verdict.Accepted) verdict).detail();
    if (!type.equals(detail.get("type"))) {
      LOG.error("The validator of {} answered with a detail of another type", type);
      throw failed();
    }
    return detail;
  }

  /** What a validator answers keeps to the same bounds. */
  private static AuthorizationDetails within(List<Map<String, Object>> approved) {
    try {
      return AuthorizationDetails.of(approved);
    } catch (IllegalArgumentException outOfBounds) {
      LOG.error("A validator of authorization details went too far: {}", outOfBounds.getMessage());
      throw failed();
    }
  }

  private static OAuthError failed() {
    return OAuthError.invalidAuthorizationDetails(
        "authorization_details_validator_failed", "The authorization_details could not be judged.");
  }

  private static OAuthError refused(String description) {
    return OAuthError.invalidAuthorizationDetails("invalid_authorization_details", description);
  }
}

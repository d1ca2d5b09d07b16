package dev.lockspire.host;

import java.util.Map;
import java.util.Objects;

/**
 * Optional seam, one for each type of authorization details (RFC 9396) that the host knows: says
 * what such a detail must look like, and what less of it is.
 *
 * <p>A detail is a JSON object: texts, {@link Long} and {@link java.math.BigDecimal} numbers,
 * booleans, null, lists and maps of these; its {@code type} is always {@link #type}. What is passed
 * in cannot be changed. What is answered keeps to the same bounds as a request: at most 16 details,
 * eight levels of nesting and 16 KiB altogether, whole numbers within ±(2<sup>53</sup>−1).
 *
 * <p>A validator is called by many threads at once, and must be idempotent: judged again, a detail
 * gets the same answer, and an answer judged again is answered as it is. An exception counts as a
 * refusal; its message reaches the log alone.
 */
public interface AuthorizationDetailsValidator {

  /** The value of {@code type} that this is for: not blank, and the same at every call. */
  String type();

  /**
   * Judges a detail that an application asks for.
   *
   * @return the detail as it shall be stored, shown to the person and told to the application, or a
   *     refusal
   */
  Verdict validate(Map<String, Object> detail, AuthorizationDetailsContext context);

  /**
   * Judges less than what was asked for: what the person left of it on the host's consent page, or
   * what an application wants one token to be good for. Not asked when nothing differs, nor when a
   * detail is left out altogether. By default whatever differs is refused.
   *
   * @param requested the detail as {@link #validate} answered it
   * @param left what shall be left of it; as it came from outside
   * @return what is left, in the form of {@link #validate}, or a refusal when it is not less
   */
  default Verdict narrow(
      Map<String, Object> requested,
      Map<String, Object> left,
      AuthorizationDetailsContext context) {
    return Verdict.refused("a " + type() + " cannot be narrowed");
  }

  /**
   * Whether a consent that a person asked to be remembered may stand for a later request of the
   * very same detail. By default they are asked each time, as for a payment.
   */
  default boolean mayBeRemembered() {
    return false;
  }

  /** What a validator says of a detail. */
  sealed interface Verdict {

    /**
     * It is right.
     *
     * @param detail the detail in its normal form, of the same type
     */
    record Accepted(Map<String, Object> detail) implements Verdict {
      public Accepted {
        Objects.requireNonNull(detail, "detail");
      }
    }

    /**
     * It is not.
     *
     * @param why for operators, in the record of refusals; applications do not see it
     */
    record Refused(String why) implements Verdict {
      public Refused {
        Objects.requireNonNull(why, "why");
      }
    }

    static Verdict accepted(Map<String, Object> detail) {
      return new Accepted(detail);
    }

    static Verdict refused(String why) {
      return new Refused(why);
    }
  }
}

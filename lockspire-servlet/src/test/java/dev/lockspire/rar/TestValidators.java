package dev.lockspire.rar;

import dev.lockspire.host.AuthorizationDetailsContext;
import dev.lockspire.host.AuthorizationDetailsValidator;
import dev.lockspire.host.DetailValidators;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host that knows payments, which can be made smaller, and account access, which stands. */
public final class TestValidators {
  /** In which requests validators were asked. */
  public static final List<AuthorizationDetailsContext> ASKED = new CopyOnWriteArrayList<>();

  private TestValidators() {}

  /** All of them behind the rules. */
  public static DetailApproval approval() {
    return new DetailApproval(
        new DetailValidators(List.of(new Payments(), new Accounts(), new Broken())),
        List.of("payment_initiation", "account_information"),
        false);
  }

  /** The currency is written in capitals, whatever was sent. */
  static final class Payments implements AuthorizationDetailsValidator {
    @Override
    public String type() {
      return "payment_initiation";
    }

    @Override
    public Verdict validate(Map<String, Object> detail, AuthorizationDetailsContext context) {
      ASKED.add(context);
      if (!(detail.get("currency") instanceof String currency)
          || !(detail.get("amount") instanceof Number)) {
        return Verdict.refused("a payment has an amount and a currency");
      }
      Map<String, Object> normal = new LinkedHashMap<>(detail);
      normal.put("currency", currency.toUpperCase(java.util.Locale.ROOT));
      return Verdict.accepted(normal);
    }

    @Override
    public Verdict narrow(
        Map<String, Object> requested,
        Map<String, Object> left,
        AuthorizationDetailsContext context) {
      ASKED.add(context);
      Map<String, Object> rest = new LinkedHashMap<>(requested);
      rest.put("amount", left.get("amount"));
      return rest.equals(left) && amount(left).compareTo(amount(requested)) <= 0
          ? Verdict.accepted(left)
          : Verdict.refused("only the amount can be smaller");
    }

    private static BigDecimal amount(Map<String, Object> payment) {
      return new BigDecimal(payment.get("amount").toString());
    }
  }

  static final class Accounts implements AuthorizationDetailsValidator {
    @Override
    public String type() {
      return "account_information";
    }

    @Override
    public Verdict validate(Map<String, Object> detail, AuthorizationDetailsContext context) {
      return Verdict.accepted(detail);
    }

    @Override
    public boolean mayBeRemembered() {
      return true;
    }
  }

  /** A host with a fault, in the way that a detail names. */
  static final class Broken implements AuthorizationDetailsValidator {
    @Override
    public String type() {
      return "broken";
    }

    @Override
    public Verdict validate(Map<String, Object> detail, AuthorizationDetailsContext context) {
      return switch ((String) detail.get("fault")) {
        case "null" -> null;
        case "other_type" -> Verdict.accepted(Map.of("type", "payment_initiation"));
        case "no_json" -> Verdict.accepted(Map.of("type", "broken", "value", new Object()));
        case "too_large" -> Verdict.accepted(Map.of("type", "broken", "v", "x".repeat(17_000)));
        default -> throw new IllegalStateException("the vault's password is swordfish");
      };
    }
  }
}

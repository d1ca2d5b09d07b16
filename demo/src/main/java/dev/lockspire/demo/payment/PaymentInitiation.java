package dev.lockspire.demo.payment;

import dev.lockspire.host.AuthorizationDetailsContext;
import dev.lockspire.host.AuthorizationDetailsValidator;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The details of type {@code payment_initiation}, as in the example of RFC 9396 §2: how much
 * ({@code instructedAmount}), to whom ({@code creditorName}, {@code creditorAccount}) and what for
 * ({@code remittanceInformationUnstructured}). Members it does not know stay, and customers see
 * them as they are. A payment is never remembered: customers are asked each time.
 */
public final class PaymentInitiation implements AuthorizationDetailsValidator {
  public static final String TYPE = "payment_initiation";

  private static final String AMOUNT = "instructedAmount";
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,3})?");

  /** So much money, more than none. */
  private record Money(BigDecimal amount, String currency) {

    /** Empty when {@code value} is no amount of money. */
    static Optional<Money> of(Object value) {
      if (!(value instanceof Map<?, ?> money)
          || !(money.get("currency") instanceof String currency)) {
        return Optional.empty();
      }
      String code = currency.strip().toUpperCase(Locale.ROOT);
      String digits = money.get("amount") == null ? "" : money.get("amount").toString().strip();
      if (!CURRENCY.matcher(code).matches() || !DECIMAL.matcher(digits).matches()) {
        return Optional.empty();
      }
      BigDecimal amount = new BigDecimal(digits);
      return amount.signum() > 0 ? Optional.of(new Money(amount, code)) : Optional.empty();
    }

    boolean isAtMost(Money most) {
      return currency.equals(most.currency) && amount.compareTo(most.amount) <= 0;
    }

    Map<String, Object> toJson() {
      // As a text, because readers of JSON take numbers for binary fractions.
      return Map.of("amount", amount.toPlainString(), "currency", currency);
    }

    @Override
    public String toString() {
      return amount.toPlainString() + " " + currency;
    }
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Verdict validate(Map<String, Object> detail, AuthorizationDetailsContext context) {
    if (!detail.containsKey(AMOUNT)) {
      return Verdict.accepted(detail);
    }
    return Money.of(detail.get(AMOUNT))
        .map(money -> Verdict.accepted(withAmount(detail, money)))
        .orElse(Verdict.refused("the instructedAmount is no amount of money"));
  }

  /** Less money for the same purpose is less; nothing else is. */
  @Override
  public Verdict narrow(
      Map<String, Object> requested,
      Map<String, Object> left,
      AuthorizationDetailsContext context) {
    Optional<Money> most = Money.of(requested.get(AMOUNT));
    Optional<Money> less = Money.of(left.get(AMOUNT));
    if (most.isEmpty() || less.isEmpty() || !less.get().isAtMost(most.get())) {
      return Verdict.refused("the amount is not within the one that was asked for");
    }
    Map<String, Object> narrowed = withAmount(left, less.get());
    return narrowed.equals(withAmount(requested, less.get()))
        ? Verdict.accepted(narrowed)
        : Verdict.refused("something other than the amount differs");
  }

  private static Map<String, Object> withAmount(Map<String, Object> payment, Money money) {
    Map<String, Object> changed = new LinkedHashMap<>(payment);
    changed.put(AMOUNT, money.toJson());
    return changed;
  }

  /** What a payment is, in a sentence; plain text. */
  public static String inWords(Map<String, Object> payment) {
    StringBuilder words = new StringBuilder("Pay ");
    words.append(Money.of(payment.get(AMOUNT)).map(Money::toString).orElse("an amount not stated"));
    text(payment.get("creditorName")).ifPresent(name -> words.append(" to ").append(name));
    iban(payment).ifPresent(iban -> words.append(", account ").append(iban));
    text(payment.get("remittanceInformationUnstructured"))
        .ifPresent(purpose -> words.append(", for “").append(purpose).append('”'));
    return words.append('.').toString();
  }

  private static Optional<String> iban(Map<String, Object> payment) {
    return payment.get("creditorAccount") instanceof Map<?, ?> account
        ? text(account.get("iban"))
        : Optional.empty();
  }

  private static Optional<String> text(Object value) {
    return value instanceof String text && !text.isBlank()
        ? Optional.of(text.strip())
        : Optional.empty();
  }
}

package dev.lockspire.demo.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.host.AuthorizationDetailsContext;
import dev.lockspire.host.AuthorizationDetailsValidator.Verdict;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A payment that an app asks for")
class PaymentInitiationTest {
  private static final AuthorizationDetailsContext CONTEXT =
      new AuthorizationDetailsContext(
          AuthorizationDetailsContext.Stage.REQUEST,
          "app",
          List.of("openid"),
          List.of(),
          Optional.empty());

  private final PaymentInitiation payments = new PaymentInitiation();

  @Test
  @DisplayName("has its amount in one form, whatever it came as, and keeps everything else")
  void normalised() {
    for (Object amount : List.of("123.50", " 123.50 ", new BigDecimal("123.50"))) {
      assertThat(accepted(payments.validate(payment(amount, "eur"), CONTEXT)))
          .containsEntry("instructedAmount", Map.of("amount", "123.50", "currency", "EUR"))
          .containsEntry("creditorName", "Merchant A")
          .containsEntry("locations", List.of("https://bank.example/"));
    }
  }

  @Test
  @DisplayName("is answered as it is when it is judged again")
  void idempotent() {
    Map<String, Object> once = accepted(payments.validate(payment("1.20", "eur"), CONTEXT));

    assertThat(accepted(payments.validate(once, CONTEXT))).isEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0.00", "-1", "1,50", "1.2345", "1e3", "ten", "1234567890123"})
  @DisplayName("is refused when its amount is no amount of money")
  void noMoney(String amount) {
    assertThat(payments.validate(payment(amount, "EUR"), CONTEXT))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  @DisplayName("is refused when its amount has no currency, or is no object")
  void noCurrency() {
    for (Object amount : List.of("123.50", List.of(), Map.of("amount", "1"))) {
      assertThat(
              payments.validate(
                  Map.of("type", PaymentInitiation.TYPE, "instructedAmount", amount), CONTEXT))
          .isInstanceOf(Verdict.Refused.class);
    }
    assertThat(payments.validate(payment("1", "EURO"), CONTEXT))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  @DisplayName("can be narrowed to less money, and to nothing else")
  void narrowed() {
    Map<String, Object> asked = accepted(payments.validate(payment("10.00", "EUR"), CONTEXT));
    Map<String, Object> otherName = new HashMap<>(payment("5", "EUR"));
    otherName.put("creditorName", "Merchant B");

    assertThat(accepted(payments.narrow(asked, payment("9.5", "EUR"), CONTEXT)))
        .containsEntry("instructedAmount", Map.of("amount", "9.5", "currency", "EUR"));
    for (Map<String, Object> notLess :
        List.of(payment("10.01", "EUR"), payment("1", "USD"), payment("-1", "EUR"), otherName)) {
      assertThat(payments.narrow(asked, notLess, CONTEXT)).isInstanceOf(Verdict.Refused.class);
    }
  }

  @Test
  @DisplayName("is asked for each time: no consent to it is remembered")
  void neverRemembered() {
    assertThat(payments.mayBeRemembered()).isFalse();
  }

  @Test
  @DisplayName("is shown in words: how much, to whom and what for, as far as it says")
  void inWords() {
    assertThat(PaymentInitiation.inWords(payment("123.50", "EUR")))
        .isEqualTo("Pay 123.50 EUR to Merchant A, account DE02100100109307118603, for “Ref 7”.");
    assertThat(PaymentInitiation.inWords(Map.of("type", PaymentInitiation.TYPE)))
        .isEqualTo("Pay an amount not stated.");
  }

  private static Map<String, Object> payment(Object amount, String currency) {
    return Map.of(
        "type",
        PaymentInitiation.TYPE,
        "locations",
        List.of("https://bank.example/"),
        "instructedAmount",
        Map.of("amount", amount, "currency", currency),
        "creditorName",
        "Merchant A",
        "creditorAccount",
        Map.of("iban", "DE02100100109307118603"),
        "remittanceInformationUnstructured",
        "Ref 7");
  }

  private static Map<String, Object> accepted(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) verdict).detail();
  }
}

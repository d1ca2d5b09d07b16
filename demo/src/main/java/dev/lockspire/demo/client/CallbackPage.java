package dev.lockspire.demo.client;

import dev.lockspire.demo.page.Pages;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /callback}: where the app takes the provider's answer, by query or posted form. A code
 * that it asked for itself it redeems; any other it only shows, for whoever drives the demo by
 * hand.
 */
public final class CallbackPage extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final List<String> SHOWN =
      List.of("code", "state", "iss", "error", "error_description", "error_uri", "response");

  private final transient Pages pages;
  private final transient ProviderClient provider;

  public CallbackPage(Pages pages, ProviderClient provider) {
    this.pages = pages;
    this.provider = provider;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    doGet(request, response);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String code = parameter(request, "code");
    Optional<Receipt> receipt = code.isEmpty() ? Optional.empty() : receipt(request, code);
    List<Map<String, String>> received = received(request);
    Map<String, Object> values = new HashMap<>();
    values.put("received", received);
    values.put("nothing", received.isEmpty());
    values.put("refused", !parameter(request, "error").isEmpty());
    values.put("connected", receipt.filter(Receipt::connected).isPresent());
    values.put("problem", receipt.map(Receipt::problem).orElse(""));
    values.put("not_ours", receipt.isEmpty() && !code.isEmpty());
    receipt.ifPresent(found -> show(found, values));
    pages.send(request, response, "callback", "What came back", values);
  }

  private Optional<Receipt> receipt(HttpServletRequest request, String code) {
    Optional<PendingConnection> connection = Connections.take(request, parameter(request, "state"));
    if (connection.isEmpty()) {
      return Connections.kept(request, code);
    }
    Receipt receipt = redeem(request, code, connection.get());
    Connections.keep(request, code, receipt);
    return Optional.of(receipt);
  }

  private Receipt redeem(HttpServletRequest request, String code, PendingConnection connection) {
    if (!provider.issuer().equals(parameter(request, "iss"))) {
      return Receipt.failed("The answer is not from the provider that was asked (RFC 9207).");
    }
    try {
      return provider.redeem(code, connection);
    } catch (IOException e) {
      return Receipt.failed("The provider could not be asked: " + e.getMessage());
    }
  }

  private static void show(Receipt receipt, Map<String, Object> values) {
    values.put("answer", receipt.answer());
    values.put("id_token", receipt.idToken());
    values.put("access_token", receipt.accessToken());
    values.put("userinfo", receipt.userinfo());
    values.put("api", receipt.api());
  }

  private static List<Map<String, String>> received(HttpServletRequest request) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String name : SHOWN) {
      String value = parameter(request, name);
      if (!value.isEmpty()) {
        rows.add(Map.of("name", name, "value", value));
      }
    }
    return rows;
  }

  private static String parameter(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value;
  }
}

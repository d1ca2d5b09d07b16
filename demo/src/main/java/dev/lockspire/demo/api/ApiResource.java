package dev.lockspire.demo.api;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One made-up answer of the API, behind a {@link BearerGate}. */
public final class ApiResource extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Function<Map<String, Object>, Map<String, Object>> answer;

  private ApiResource(Function<Map<String, Object>, Map<String, Object>> answer) {
    this.answer = answer;
  }

  /** What a customer owes. */
  public static ApiResource billingSummary() {
    return new ApiResource(
        claims ->
            answer(claims, ordered("currency", "EUR", "open_invoices", 2, "total_due", "184.50")));
  }

  /** The invoices themselves. */
  public static ApiResource invoices() {
    return new ApiResource(
        claims ->
            answer(
                claims,
                Map.of(
                    "invoices",
                    List.of(
                        ordered("number", "B-1042", "due", "2026-02-01", "amount", "120.00"),
                        ordered("number", "B-1043", "due", "2026-03-01", "amount", "64.50")))));
  }

  /** The year in three numbers. */
  public static ApiResource reportsSummary() {
    return new ApiResource(
        claims -> answer(claims, ordered("year", 2026, "invoiced", "2214.00", "paid", "2029.50")));
  }

  /** Who the token speaks for. */
  public static ApiResource me() {
    return new ApiResource(claims -> answer(claims, Map.of()));
  }

  /** Names and values in turn, kept in this order. */
  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return members;
  }

  private static Map<String, Object> answer(Map<String, Object> claims, Map<String, Object> data) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (String name : List.of("sub", "client_id", "aud", "scope")) {
      if (claims.get(name) != null) {
        body.put(name, claims.get(name));
      }
    }
    body.putAll(data);
    return body;
  }

  @Override
  @SuppressWarnings("unchecked")
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, Object> claims = (Map<String, Object>) request.getAttribute(BearerGate.CLAIMS);
    byte[] body =
        JSONObjectUtils.toJSONString(answer.apply(claims)).getBytes(StandardCharsets.UTF_8);
    response.setContentType("application/json");
    response.getOutputStream().write(body);
  }
}

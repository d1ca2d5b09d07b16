package dev.lockspire.demo.provider;

import dev.lockspire.demo.payment.PaymentInitiation;
import java.util.List;
import java.util.Map;

/** The clients every demo starts with, as RFC 7591 metadata. */
final class Seeds {
  private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

  private Seeds() {}

  static List<Map<String, Object>> clients(String base) {
    String callback = base + "/callback";
    String loggedOut = base + "/logged-out";
    return List.of(
        Map.of(
            "client_id",
            "billingo-dashboard-public",
            "client_name",
            "Billingo Dashboard",
            "token_endpoint_auth_method",
            "none",
            "grant_types",
            List.of("authorization_code", "refresh_token"),
            "response_types",
            List.of("code"),
            "redirect_uris",
            List.of(callback),
            "post_logout_redirect_uris",
            List.of(loggedOut),
            "scope",
            "profile email phone address offline_access read:billing write:billing",
            "authorization_details_types",
            List.of(PaymentInitiation.TYPE)),
        Map.of(
            "client_id",
            "billingo-display-device",
            "client_name",
            "Billingo Display",
            "token_endpoint_auth_method",
            "none",
            "grant_types",
            List.of(DEVICE_CODE),
            "response_types",
            List.of(),
            "scope",
            "profile email read:billing"),
        Map.of(
            "client_id",
            "billingo-reports-backend",
            "client_secret",
            "billingo-reports-secret",
            "client_name",
            "Billingo Reports",
            "token_endpoint_auth_method",
            "client_secret_basic",
            "grant_types",
            List.of("authorization_code", "refresh_token", "client_credentials", TOKEN_EXCHANGE),
            "response_types",
            List.of("code"),
            "redirect_uris",
            List.of(callback),
            "post_logout_redirect_uris",
            List.of(loggedOut),
            "scope",
            "profile email phone address offline_access read:billing write:billing",
            "authorization_details_types",
            List.of(PaymentInitiation.TYPE)));
  }
}

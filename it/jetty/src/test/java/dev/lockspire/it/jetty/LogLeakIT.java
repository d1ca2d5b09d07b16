package dev.lockspire.it.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.lockspire.it.Deployments;
import dev.lockspire.it.NimbusClient;
import dev.lockspire.it.NimbusClient.Pending;
import dev.lockspire.it.Person;
import dev.lockspire.it.Shop;
import dev.lockspire.it.TestDatabase;
import java.io.File;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Everything that the library and its libraries log while a person signs in, an application works,
 * fails and logs out: with every level on, no secret is in it. The container's own log is not
 * looked at, it is the host's.
 */
@DisplayName("128 Redaction")
@SuppressWarnings("JdkObsolete") // many threads write the log that is kept: StringBuffer locks
final class LogLeakIT {
  /** These two log to java.util.logging when they find no binding of theirs. */
  private static final String[] OTHER_LOGGERS = {"org.hibernate", "org.jboss"};

  private final Map<String, String> secrets = new LinkedHashMap<>();

  @Test
  @DisplayName(
      "a whole journey at TRACE leaves no code, token, secret, state or verifier in the log")
  void nothingLeaks() throws Exception {
    Path log = Files.createTempFile(Path.of(System.getProperty("it.work")), "journey", ".log");
    StringBuffer others = new StringBuffer();
    Handler listener = listen(others);
    try (JettyNode node = new JettyNode()) {
      node.start(base -> tracing(base, log));

      journey(node.base() + "/lockspire");
    } finally {
      for (String name : OTHER_LOGGERS) {
        Logger.getLogger(name).removeHandler(listener);
        Logger.getLogger(name).setLevel(null);
      }
    }

    String logged = Files.readString(log) + others;
    assertThat(logged).contains("Lockspire started", "TRACE", "DEBUG", "org.hibernate");
    assertThat(secrets).hasSizeGreaterThan(15);
    secrets.forEach(
        (what, secret) ->
            assertThat(logged.lines().filter(line -> line.contains(secret)).limit(3))
                .as(what)
                .isEmpty());
  }

  private void journey(String issuer) throws Exception {
    NimbusClient app = NimbusClient.backOffice(issuer);
    Person person = new Person("ada");
    Pending pending = remember("first", app.request("openid", "email", "offline_access"));
    AuthorizationCode code = remember("code", app.code(pending, person.approve(pending.uri())));
    OIDCTokens tokens = remember("first", NimbusClient.tokens(app.redeem(pending, code)));
    OIDCTokens next = remember("next", NimbusClient.tokens(app.refresh(tokens.getRefreshToken())));
    remember("again", NimbusClient.tokens(app.refresh(tokens.getRefreshToken())));
    app.claims(next.getAccessToken());
    app.introspect(next.getAccessToken());
    app.revoke(next.getAccessToken());
    remember("machine", app.asItself("orders:read"));

    // What goes wrong is logged more eagerly than what goes right.
    NimbusClient.error(app.redeem(pending, code));
    NimbusClient.error(app.refresh(next.getRefreshToken()));
    app.userInfo(next.getAccessToken());
    Pending other = remember("second", app.request("openid"));
    AuthorizationCode stolen =
        remember("stolen code", app.code(other, person.approve(other.uri())));
    NimbusClient.error(NimbusClient.partner(issuer).redeem(other, stolen));
    NimbusClient.error(app.redeem(pending, stolen));
    Pending denied = remember("denied", app.request("openid", "orders:read"));
    app.error(denied, person.answer(denied.uri(), Person.Decision.DENY));
    secrets.put("secret of the client", Shop.BACK_OFFICE_SECRET);
    secrets.put("encoded secret of the client", "back-office-secret%3A%2541");

    State state = new State();
    secrets.put("state of the logout", state.getValue());
    HttpResponse<String> handOff =
        person.get(
            new LogoutRequest(
                    app.provider().getEndSessionEndpointURI(),
                    tokens.getIDToken(),
                    Shop.SIGNED_OUT,
                    state)
                .toURI());
    remember(handOff);
    person.follow(handOff);
  }

  private Pending remember(String which, Pending pending) {
    secrets.put("state of the " + which, pending.state().getValue());
    secrets.put("verifier of the " + which, pending.verifier().getValue());
    return pending;
  }

  private AuthorizationCode remember(String which, AuthorizationCode code) {
    secrets.put(which, code.getValue());
    return code;
  }

  private OIDCTokens remember(String which, OIDCTokens tokens) {
    secrets.put("access token, " + which, signature(tokens.getAccessToken().getValue()));
    secrets.put("refresh token, " + which, tokens.getRefreshToken().getValue());
    if (tokens.getIDTokenString() != null) {
      secrets.put("ID token, " + which, signature(tokens.getIDTokenString()));
    }
    return tokens;
  }

  private void remember(String which, com.nimbusds.oauth2.sdk.TokenResponse response) {
    secrets.put(
        "access token, " + which,
        signature(response.toSuccessResponse().getTokens().getAccessToken().getValue()));
  }

  private void remember(HttpResponse<String> handOff) {
    String location = handOff.headers().firstValue("Location").orElseThrow();
    Matcher token = Pattern.compile("token(?:=|%3D)([A-Za-z0-9_.-]+)").matcher(location);
    assertThat(token.find()).as(location).isTrue();
    secrets.put("logout token", signature(token.group(1)));
  }

  /** The part that makes a token worth something, in case only that is printed. */
  private static String signature(String jwt) {
    return jwt.substring(jwt.lastIndexOf('.') + 1);
  }

  /** The shop with a log binding of its own that leaves nothing out. */
  private static WebArchive tracing(URI base, Path log) {
    return Deployments.shop("traced", base, TestDatabase.create("traced"), Deployments.masterKey())
        .addAsLibrary(slf4jSimple())
        .addAsResource(
            new StringAsset(
                "org.slf4j.simpleLogger.defaultLogLevel=trace\n"
                    + "org.slf4j.simpleLogger.logFile="
                    + log
                    + "\n"),
            "simplelogger.properties");
  }

  private static File slf4jSimple() {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Path.of(entry).getFileName().toString().startsWith("slf4j-simple")) {
        return new File(entry);
      }
    }
    throw new AssertionError("slf4j-simple is not on the class path");
  }

  private static Handler listen(StringBuffer heard) {
    Handler handler =
        new Handler() {
          private final SimpleFormatter formatter = new SimpleFormatter();

          @Override
          public void publish(LogRecord entry) {
            heard.append(formatter.format(entry));
          }

          @Override
          public void flush() {
            // Nothing is kept back.
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };
    handler.setLevel(Level.ALL);
    for (String name : OTHER_LOGGERS) {
      Logger.getLogger(name).setLevel(Level.ALL);
      Logger.getLogger(name).addHandler(handler);
    }
    return handler;
  }
}

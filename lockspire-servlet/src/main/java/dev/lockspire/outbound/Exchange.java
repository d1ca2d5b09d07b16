package dev.lockspire.outbound;

import dev.lockspire.outbound.OutboundResult.Answer;
import dev.lockspire.outbound.OutboundResult.Cause;
import dev.lockspire.outbound.OutboundResult.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * One request over one connection to an address that was vetted. The client is the library's
 * minimal one: no redirects, no retries, no decompression, no cookies, no proxies, no
 * authentication. It is made for the request, because the addresses are.
 */
final class Exchange implements AutoCloseable {
  private static final String USER_AGENT = "Lockspire";

  private final Lookup<TlsSocketStrategy> tls;
  private final ScheduledThreadPoolExecutor alarms;

  Exchange(SSLContext trust) {
    this.tls =
        RegistryBuilder.<TlsSocketStrategy>create()
            .register(
                "https",
                ClientTlsStrategyBuilder.create()
                    .setSslContext(trust)
                    .setHostVerificationPolicy(HostnameVerificationPolicy.BUILTIN)
                    .buildClassic())
            .build();
    this.alarms =
        new ScheduledThreadPoolExecutor(
            1, task -> DaemonThreads.named("lockspire-outbound-deadline", task));
    alarms.setRemoveOnCancelPolicy(true);
  }

  OutboundResult run(
      OutboundRequest request, Target target, List<InetAddress> vetted, Deadline deadline)
      throws Obstructed {
    HttpUriRequestBase message = message(request);
    CloseableHttpClient client = client(request.limits(), vetted, deadline);
    Future<?> alarm =
        alarms.schedule(message::cancel, deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    try {
      HttpHost host = new HttpHost("https", target.host(), target.port());
      return answer(client.executeOpen(host, message, null), request);
    } catch (SocketTimeoutException e) {
      throw new Obstructed(Failure.of(Cause.TIMEOUT));
    } catch (IOException | IllegalStateException e) {
      // The alarm takes the connection away; the client may find its own state broken then.
      throw new Obstructed(Failure.of(deadline.isPast() ? Cause.TIMEOUT : Cause.TRANSPORT_ERROR));
    } finally {
      alarm.cancel(false);
      // Not the response: closing that would read the rest of it first.
      client.close(CloseMode.IMMEDIATE);
    }
  }

  private static HttpUriRequestBase message(OutboundRequest request) {
    HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.uri());
    message.setHeader("User-Agent", USER_AGENT);
    message.setHeader("Accept-Encoding", "identity");
    message.setHeader("Connection", "close");
    request.headers().forEach(message::setHeader);
    if (!request.body().isEmpty()) {
      message.setEntity(new ByteArrayEntity(request.body().getBytes(StandardCharsets.UTF_8), null));
    }
    message.setConfig(
        RequestConfig.custom().setResponseTimeout(timeout(request.limits().read())).build());
    return message;
  }

  private CloseableHttpClient client(
      OutboundLimits limits, List<InetAddress> vetted, Deadline deadline) {
    BasicHttpClientConnectionManager connections =
        new BasicHttpClientConnectionManager(
            new DefaultHttpClientConnectionOperator(
                // A plain Socket would heed the JVM's settings for SOCKS.
                proxy -> new Socket(Proxy.NO_PROXY),
                DefaultSchemePortResolver.INSTANCE,
                new Vetted(vetted),
                tls),
            socket -> new QuietConnection(deadline));
    connections.setConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(timeout(limits.connect()))
            .setSocketTimeout(timeout(limits.read()))
            .build());
    connections.setTlsConfig(
        TlsConfig.custom().setHandshakeTimeout(timeout(limits.connect())).build());
    return HttpClients.createMinimal(connections);
  }

  /** Answers with what was looked up before: there is no second look-up to be cheated in. */
  private record Vetted(List<InetAddress> addresses) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return addresses.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private static OutboundResult answer(ClassicHttpResponse response, OutboundRequest request)
      throws IOException, Obstructed {
    if (!request.accepted().contains(response.getCode())) {
      throw new Obstructed(Failure.status(response.getCode()));
    }
    HttpEntity entity = response.getEntity();
    return new Answer(
        response.getCode(), entity == null ? "" : body(entity, request.limits().maxBytes()));
  }

  private static String body(HttpEntity entity, int maxBytes) throws IOException, Obstructed {
    if (entity.getContentLength() > maxBytes) {
      throw new Obstructed(Failure.of(Cause.PAYLOAD_TOO_LARGE));
    }
    InputStream content = entity.getContent();
    byte[] body = content.readNBytes(maxBytes + 1);
    if (body.length > maxBytes) {
      throw new Obstructed(Failure.of(Cause.PAYLOAD_TOO_LARGE));
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.of(duration);
  }

  @Override
  public void close() {
    alarms.shutdownNow();
  }
}

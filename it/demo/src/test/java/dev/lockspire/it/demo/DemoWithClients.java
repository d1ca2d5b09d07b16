package dev.lockspire.it.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.GeneralException;
import dev.lockspire.it.Person;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The demo, the clients it knows, and what these prove themselves with. */
final class DemoWithClients implements AutoCloseable {
  /** Keys at {@link #keys}, for code flow and refresh. */
  static final String PORTAL = "portal";

  /** Keys at {@link #keys}, for itself. */
  static final String PROGRAM = "program";

  /** Registered {@link #walletKey}; its tokens are bound by DPoP. */
  static final String WALLET = "wallet";

  /** {@code tls_client_auth}, by the subject of {@link #machine}. */
  static final String MACHINE = "machine";

  /** {@code self_signed_tls_client_auth}, by the key of {@link #device}. */
  static final String DEVICE = "device";

  /** FAPI 2.0 Message Signing, with {@link #bankKey}. */
  static final String BANK = "bank";

  /** FAPI 2.0 Security Profile, with the certificate of {@link #teller}. */
  static final String TELLER = "teller";

  /** What the demo calls {@link #alice}. */
  static final String ALICE = "user:acct-alice";

  private static final String TELLER_SUBJECT = "CN=teller,O=Example";
  private static final String MACHINE_SUBJECT = "CN=machine,O=Example";

  final KeyServer keys;
  final ECKey walletKey = newKey("wallet");
  final ECKey bankKey = newKey("bank");
  final Identity teller;
  final Identity machine;

  /** Of the same authority as {@link #machine}. */
  final Identity neighbour;

  /** Of the same name as {@link #machine}, and of no authority. */
  final Identity impostor;

  final Identity device;
  private final RunningDemo demo;

  DemoWithClients() throws Exception {
    Path work = Path.of(System.getProperty("it.work"));
    Certificates certificates = Certificates.in(work);
    teller = certificates.issued(TELLER_SUBJECT, "EKU=clientAuth");
    machine = certificates.issued(MACHINE_SUBJECT, "EKU=clientAuth");
    neighbour = certificates.issued("CN=neighbour,O=Example", "EKU=clientAuth");
    impostor = certificates.selfSigned(MACHINE_SUBJECT);
    device = certificates.selfSigned("CN=device");
    Identity host = certificates.issued("CN=keys", "SAN=ip:" + KeyServer.HOST, "EKU=serverAuth");
    X509Certificate authority = certificates.authority().certificate();
    keys = KeyServer.start(host.server(), Identity.tls(authority, Optional.empty()));
    Path trusted = work.resolve("trusted.pem");
    Files.writeString(trusted, certificates.authority().pem());
    Path clients =
        new Registrations()
            .application(PORTAL, keys.at(PORTAL))
            .program(PROGRAM, keys.at(PROGRAM))
            .dpopApplication(WALLET, walletKey)
            .messageSigning(BANK, bankKey)
            .certifiedApplication(TELLER, TELLER_SUBJECT)
            .certified(MACHINE, MACHINE_SUBJECT)
            .selfSigned(DEVICE, device.jwk("device"))
            .write(work.resolve("clients.json"));
    demo =
        RunningDemo.start(
            work, List.of("--clients=" + clients, "--trust=" + trusted, "--allow-private-targets"));
  }

  /** A client of this name that shows a certificate in every handshake, or none. */
  App app(String client, Optional<Identity> certificate)
      throws GeneralException, GeneralSecurityException, IOException {
    return new App(
        client, demo.issuer(), Identity.tls(demo.certificate(), certificate).getSocketFactory());
  }

  Person alice() throws GeneralSecurityException, IOException {
    return new Person("alice", Identity.tls(demo.certificate(), Optional.empty()));
  }

  /** A protected route of the demo. */
  URI billing() {
    return URI.create(demo.base() + "/api/billing/summary");
  }

  static ECKey newKey(String kid) throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
  }

  @Override
  public void close() {
    keys.close();
    demo.close();
  }
}

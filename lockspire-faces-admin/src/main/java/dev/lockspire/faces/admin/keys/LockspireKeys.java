package dev.lockspire.faces.admin.keys;

import dev.lockspire.admin.AdminResult;
import dev.lockspire.admin.KeyFigures;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Feedback;
import dev.lockspire.keys.SigningKey;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SigningAlgorithm;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** Every key the server has, and the making of a new one. */
@Named
@ViewScoped
public class LockspireKeys implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final List<String> RSA_BITS = List.of("2048", "3072", "4096");

  @Inject Console console;

  private final Feedback feedback = new Feedback();
  private String algorithm = SigningAlgorithm.ES256.wireName();
  private String rsaBits = RSA_BITS.get(0);

  private transient List<KeyLine> lines;

  /** Active, upcoming, retiring, retired; newest first within each. */
  public List<KeyLine> getLines() {
    if (lines == null) {
      lines =
          console.admin().keys().list().stream()
              .map(view -> KeyLine.of(view, console.texts()))
              .toList();
    }
    return lines;
  }

  public KeyFigures getFigures() {
    return console.admin().keys().figures();
  }

  /** What a key can be made for: signatures as far as the server's profile lets it, encryption. */
  public List<Choice> getAlgorithms() {
    return KeyChoices.of(console.admin().keys(), console.texts());
  }

  public List<Choice> getSizes() {
    return RSA_BITS.stream()
        .map(bits -> new Choice(bits, console.texts().get("keys.bits." + bits)))
        .toList();
  }

  /** Makes the key and goes where its next step is. */
  public void generate() {
    feedback
        .settle(generated(), console.texts(), "")
        .ifPresent(key -> console.goTo("/keys/" + key.kid()));
    lines = null;
  }

  private AdminResult<SigningKey> generated() {
    int bits = Integer.parseInt(rsaBits);
    Optional<KeyManagementAlgorithm> encryption = KeyManagementAlgorithm.ofWireName(algorithm);
    SigningAlgorithm signing =
        SigningAlgorithm.ofWireName(algorithm).orElse(SigningAlgorithm.ES256);
    return encryption.isPresent()
        ? console.admin().keys().generate(encryption.get(), bits, console.actor())
        : console.admin().keys().generate(signing, bits, console.actor());
  }

  public Feedback getFeedback() {
    return feedback;
  }

  public String getAlgorithm() {
    return algorithm;
  }

  public void setAlgorithm(String algorithm) {
    this.algorithm = algorithm;
  }

  public String getRsaBits() {
    return rsaBits;
  }

  public void setRsaBits(String bits) {
    this.rsaBits = RSA_BITS.contains(bits) ? bits : RSA_BITS.get(0);
  }
}

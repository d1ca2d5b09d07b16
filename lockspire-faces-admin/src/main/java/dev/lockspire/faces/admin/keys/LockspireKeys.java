package dev.lockspire.faces.admin.keys;

import dev.lockspire.admin.KeyFigures;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Feedback;
import dev.lockspire.policy.SigningAlgorithm;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

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

  /** What the server's profile lets a key be made for. */
  public List<Choice> getAlgorithms() {
    return console.admin().keys().algorithms().stream()
        .sorted(java.util.Comparator.comparing(each -> each != SigningAlgorithm.ES256))
        .map(SigningAlgorithm::wireName)
        .map(name -> new Choice(name, console.texts().get("keys.algorithm." + lower(name))))
        .toList();
  }

  public List<Choice> getSizes() {
    return RSA_BITS.stream()
        .map(bits -> new Choice(bits, console.texts().get("keys.bits." + bits)))
        .toList();
  }

  /** Makes the key and goes where its next step is. */
  public void generate() {
    SigningAlgorithm wanted = SigningAlgorithm.ofWireName(algorithm).orElse(SigningAlgorithm.ES256);
    feedback
        .settle(
            console.admin().keys().generate(wanted, Integer.parseInt(rsaBits), console.actor()),
            console.texts(),
            "")
        .ifPresent(key -> console.goTo("/keys/" + key.kid()));
    lines = null;
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

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

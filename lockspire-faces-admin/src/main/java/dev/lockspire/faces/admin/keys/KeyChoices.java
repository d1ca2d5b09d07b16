package dev.lockspire.faces.admin.keys;

import dev.lockspire.admin.KeyAdmin;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a key can be made for: to sign first, the usual choice at the top, then to encrypt to. */
final class KeyChoices {
  private KeyChoices() {}

  static List<Choice> of(KeyAdmin keys, Texts texts) {
    return of(keys.algorithms(), keys.encryptionAlgorithms(), texts);
  }

  static List<Choice> of(
      List<SigningAlgorithm> signing, List<KeyManagementAlgorithm> encryption, Texts texts) {
    return Stream.concat(
            signing.stream()
                .sorted(Comparator.comparing(each -> each != SigningAlgorithm.ES256))
                .map(SigningAlgorithm::wireName),
            encryption.stream().map(KeyManagementAlgorithm::wireName))
        .map(name -> new Choice(name, texts.get("keys.algorithm." + lower(name))))
        .toList();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

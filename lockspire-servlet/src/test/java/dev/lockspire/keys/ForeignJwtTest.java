package dev.lockspire.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.TestDatabase;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

@Label("What others present as our JWT")
class ForeignJwtTest {
  private static final Set<SigningAlgorithm> ALL = EnumSet.allOf(SigningAlgorithm.class);

  private static TestDatabase database;
  private static PublishedKeyVerifier verifier;
  private static String ours;

  @BeforeContainer
  static void start() {
    database = TestDatabase.create();
    KeyNode node = new KeyNode(database.database());
    node.lifecycle().provisionAtFirstStart();
    verifier = new PublishedKeyVerifier(node.keys());
    ours =
        new ActiveKeySigner(node.keys()).sign(SigningAlgorithm.ES256, "JWT", new byte[] {'{', '}'});
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  @Property(tries = 500)
  @Label("whatever it is, the verifier answers no and never throws")
  void anything(
      @ForAll @StringLength(max = 60) String header,
      @ForAll @StringLength(max = 60) String claims,
      @ForAll @StringLength(max = 60) String signature) {
    assertThat(verifier.verify(header + "." + claims + "." + signature, ALL)).isEmpty();
  }

  @Property(tries = 500)
  @Label("our header in front of anything else does not help")
  void ourHeader(
      @ForAll @StringLength(max = 60) String claims,
      @ForAll @StringLength(max = 100) String signature) {
    String header = ours.substring(0, ours.indexOf('.'));

    assertThat(verifier.verify(header + "." + claims + "." + signature, ALL)).isEmpty();
    assertThat(verifier.verify(ours, ALL)).isPresent();
  }
}

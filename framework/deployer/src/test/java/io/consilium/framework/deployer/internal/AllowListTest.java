package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.expert.Effect;
import io.consilium.api.task.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class AllowListTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);
  private static final PluginJar JAR =
      new PluginJar(Path.of("x.jar"), "com.acme.fraud", new Version("1.0.0"), new Digest(A));

  @TempDir Path directory;

  private AllowList list(String... lines) throws IOException {
    return AllowList.read(Files.write(directory.resolve("allowed-plugins"), List.of(lines)));
  }

  @Test
  void aLineIsAboutWhomAllItsNamesFit() throws IOException {
    AllowList list =
        list(
            "# ours",
            "digest=" + A + "   effect=pure capabilities=*  # exactly these bytes",
            "",
            "signer=SHA256:"
                + B.toUpperCase(java.util.Locale.ROOT).replaceAll("..(?!$)", "$0:")
                + " name=com.acme.* effect=reads-outside capabilities=fraud.*,text.trim",
            "name=org.* effect=pure capabilities=*");

    assertThat(list.about(JAR, Optional.empty())).extracting(Allowance::line).containsExactly(2);
    assertThat(list.about(JAR, Optional.of(B))).extracting(Allowance::line).containsExactly(2, 4);
    assertThat(list.about(JAR, Optional.of(A))).extracting(Allowance::line).containsExactly(2);
  }

  @Test
  void aLineBoundsKindsEffectsAndCapabilities() throws IOException {
    Allowance line =
        list("name=* kinds=expert effect=reads-outside capabilities=fraud.*,text.trim")
            .lines()
            .get(0);

    assertThat(line.beyond(expert(Effect.READS_OUTSIDE, "fraud.score.fast", "text.trim")))
        .isEmpty();
    assertThat(line.beyond(expert(Effect.WRITES_OUTSIDE, "fraud.score")))
        .contains("at most reads-outside, not writes-outside");
    assertThat(line.beyond(expert(Effect.PURE, "fraudulent", "text.trim2")))
        .contains("only fraud.*, text.trim, not fraudulent, text.trim2");
    assertThat(line.beyond(Claim.of("gate", "mine"))).contains("no gate, only expert");
  }

  private static Claim expert(Effect effect, String... capabilities) {
    return new Claim("expert", "my-fraud", effect, Set.of(capabilities));
  }

  @Test
  void onlyWhatIsSaidMakesARevision() throws IOException {
    String revision = list("name=a  effect=pure capabilities=*").revision();
    assertThat(list("# more", "name=a effect=pure   capabilities=*  ").revision())
        .isEqualTo(revision);
    assertThat(list("name=b effect=pure capabilities=*").revision()).isNotEqualTo(revision);
    assertThat(AllowList.read(directory.resolve("none")).lines()).isEmpty();
  }

  @Test
  void aSlipIsSaidWithLineAndColumn() {
    wrong("line 2, column 1: expected one of digest=,", "# x", "me effect=pure capabilities=*");
    wrong("line 1, column 8: expected one of", "name=a tools=all");
    wrong("line 1, column 8: this is no SHA-256", "signer=12 effect=pure capabilities=*");
    wrong("line 1, column 15: effect must be", "name=a effect=none capabilities=*");
    wrong("line 1, column 14: kinds are expert,", "name=a kinds=wizard effect=pure capabilities=*");
    wrong("line 1, column 1: the line names nobody", "effect=pure capabilities=*");
    wrong("line 1, column 1: the line does not say the most", "name=a effect=pure");
    wrong("line 1, column 8: name stands twice", "name=a name=b effect=pure capabilities=*");
  }

  @Test
  void aListThatIsNoTextIsToldAsSuch() throws IOException {
    Path file = Files.write(directory.resolve("allowed-plugins"), new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> AllowList.read(file))
        .hasMessageContaining("the allow-list " + file + " cannot be read (")
        .hasMessageContaining("Maybe save it as UTF-8 text");
  }

  private void wrong(String what, String... lines) {
    assertThatThrownBy(() -> list(lines))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(what);
  }
}

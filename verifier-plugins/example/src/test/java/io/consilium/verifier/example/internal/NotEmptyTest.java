package io.consilium.verifier.example.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.Settings;
import io.consilium.api.task.MediaType;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.tck.TestContext;
import io.consilium.tck.VerifierTck;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is special about this verifier; the rules for all verifiers come with the kit. */
class NotEmptyTest extends VerifierTck {
  private final NotEmpty notEmpty = new NotEmpty();

  @Override
  protected Verifier verifier() {
    return notEmpty;
  }

  @Override
  protected List<Claim> holding() {
    return List.of(claim(3, Settings.EMPTY));
  }

  @Override
  protected List<Claim> failing() {
    return List.of(claim(0, Settings.EMPTY), claim(3, new Settings(Map.of("bytes", 4))));
  }

  private static Claim claim(int bytes, Settings settings) {
    return new Claim(
        "there",
        Map.of(
            "artifact",
            List.of(TestContext.create().artifacts().of(MediaType.BYTES, new byte[bytes]))),
        settings);
  }

  @Test
  void withoutAnArtifactItCannotTell() {
    Verdict verdict =
        notEmpty.verify(new Claim("there", Map.of(), Settings.EMPTY), TestContext.create());
    assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
  }
}

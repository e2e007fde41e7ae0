package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.Settings;
import io.consilium.api.task.MediaType;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.tck.TestContext;
import io.consilium.tck.VerifierTck;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is special about this verifier; the rules for all verifiers come with the kit. */
class ${className}VerifierTest extends VerifierTck {

  @Override
  protected Verifier verifier() {
    return new ${className}Verifier();
  }

  @Override
  protected List<Claim> holding() {
    return List.of(claim(60, Settings.EMPTY));
  }

  @Override
  protected List<Claim> failing() {
    return List.of(claim(61, Settings.EMPTY), claim(3, new Settings(Map.of("lines", 2))));
  }

  private static Claim claim(int lines, Settings settings) {
    byte[] bytes = "line\n".repeat(lines).getBytes(StandardCharsets.UTF_8);
    return new Claim(
        "short",
        Map.of("text", List.of(TestContext.create().artifacts().of(MediaType.TEXT, bytes))),
        settings);
  }

  @Test
  void withoutATextItCannotTell() throws Exception {
    Claim empty = new Claim("short", Map.of(), Settings.EMPTY);
    assertThat(verifier().verify(empty, TestContext.create()))
        .isInstanceOf(Verdict.Undecided.class);
  }
}

package ${package};

import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that a text is not longer than a page. Begin with the inputs, then with verify. */
public final class ${className}Verifier implements Verifier {
  private static final long MAX_BYTES = 10_000_000;

  private static final VerifierDescriptor DESCRIPTOR =
      new VerifierDescriptor(
          "${artifactId}",
          "Checks that a text is not longer than a page.",
          Map.of("text", MediaType.TEXT),
          Duration.ofSeconds(10));

  @Override
  public VerifierDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /** Setting {@code lines}: how many there may be at most (60). */
  @Override
  public Verdict verify(Claim claim, CallContext context) throws IOException {
    Optional<Artifact> input = claim.input("text");
    if (input.isEmpty()) {
      return new Verdict.Undecided(List.of(new Finding("no-input", "There is no text.")));
    }
    byte[] bytes = context.artifacts().bytes(input.get(), MAX_BYTES);
    long lines = new String(bytes, StandardCharsets.UTF_8).lines().count();
    double most = claim.settings().number("lines", 60);
    Facts facts = Facts.of("lines", lines).with("most", most);
    String said = "The text has " + lines + " lines.";
    return lines <= most
        ? new Verdict.Accepted(1, 1, List.of(new Finding("short-enough", said, facts)))
        : new Verdict.Rejected(0, 1, List.of(new Finding("too-long", said, facts)));
  }
}

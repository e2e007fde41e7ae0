package io.consilium.verifier.example.internal;

import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that an artifact has content. The smallest verifier there is: copy it to begin yours. */
public final class NotEmpty implements Verifier {
  private static final VerifierDescriptor DESCRIPTOR =
      new VerifierDescriptor(
          "example.not-empty",
          "Checks that an artifact has content.",
          Map.of("artifact", MediaType.ANY),
          Duration.ofSeconds(5));

  @Override
  public VerifierDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /** Setting {@code bytes}: how many there must be at least (1). */
  @Override
  public Verdict verify(Claim claim, CallContext context) {
    Optional<Artifact> artifact = claim.input("artifact");
    if (artifact.isEmpty()) {
      return new Verdict.Undecided(
          List.of(new Finding("no-input", "There is no artifact to look at.")));
    }
    long size = artifact.get().size();
    double least = claim.settings().number("bytes", 1);
    Facts facts = Facts.of("bytes", size).with("least", least);
    return size >= least
        ? new Verdict.Accepted(1, 1, List.of(new Finding("has-content", said(size), facts)))
        : new Verdict.Rejected(0, 1, List.of(new Finding("too-short", said(size), facts)));
  }

  private static String said(long size) {
    return "The artifact has " + size + " bytes.";
  }
}

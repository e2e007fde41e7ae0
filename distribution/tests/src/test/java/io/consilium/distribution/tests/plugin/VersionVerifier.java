package io.consilium.distribution.tests.plugin;

import io.consilium.api.host.CallContext;
import io.consilium.api.task.MediaType;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;

/** Accepts, and says in its finding which version of itself did. */
public final class VersionVerifier implements Verifier {
  private final String name;
  private final String version;

  @Inject
  VersionVerifier(BundleContext context) {
    name = context.getBundle().getSymbolicName();
    version = context.getBundle().getVersion().toString();
  }

  @Override
  public VerifierDescriptor descriptor() {
    return new VerifierDescriptor(
        name, "Says its version.", Map.of("text", MediaType.TEXT), Duration.ofSeconds(30));
  }

  @Override
  public Verdict verify(Claim claim, CallContext context) {
    return new Verdict.Accepted(1, 0.5, List.of(new Finding("version", "Judged by " + version)));
  }
}

package io.consilium.distribution.tests.plugin;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.MediaType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;

/**
 * Says which version of itself answered. A text that begins with {@code wait:} names a file that it
 * waits for first. Its id and capability are its bundle's symbolic name. A version that ends in
 * {@code bad} breaks at each call.
 */
public final class VersionExpert implements Expert {
  private final String name;
  private final String version;

  @Inject
  VersionExpert(BundleContext context) {
    name = context.getBundle().getSymbolicName();
    version = context.getBundle().getVersion().toString();
  }

  @Override
  public ExpertDescriptor descriptor() {
    return ExpertDescriptor.pure(
        name,
        "Says its version.",
        new Capability(name, Map.of("text", MediaType.TEXT), Map.of("text", MediaType.TEXT)));
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
    if (version.endsWith("bad")) {
      throw new IllegalStateException("A bad build.");
    }
    byte[] bytes = context.artifacts().bytes(assignment.input("text"), 10_000);
    String text = new String(bytes, StandardCharsets.UTF_8).trim();
    if (text.startsWith("wait:")) {
      Path file = Path.of(text.substring("wait:".length()));
      Files.createFile(file.resolveSibling("asked-" + version));
      while (!Files.exists(file) && !context.cancelled()) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    byte[] answer = version.getBytes(StandardCharsets.UTF_8);
    return ExpertOutcome.solved("text", context.artifacts().of(MediaType.TEXT, answer), 1);
  }
}

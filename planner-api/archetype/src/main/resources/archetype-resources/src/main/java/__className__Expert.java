package ${package};

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Takes the blanks off both ends of a text. Begin with the capability, then with solve. */
public final class ${className}Expert implements Expert {
  private static final long MAX_BYTES = 10_000_000;

  private static final ExpertDescriptor DESCRIPTOR =
      ExpertDescriptor.pure(
          "${artifactId}",
          "Takes the blanks off both ends of a text.",
          new Capability(
              "${artifactId}.strip",
              Map.of("text", MediaType.TEXT),
              Map.of("text", MediaType.TEXT)));

  @Override
  public ExpertDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) throws IOException {
    Artifact input = assignment.input("text");
    if (input.size() > MAX_BYTES) {
      return ExpertOutcome.badInput(
          "The text is too long (" + input.size() + " bytes). Maybe split it.");
    }
    String text =
        new String(context.artifacts().bytes(input, MAX_BYTES), StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return ExpertOutcome.absent("The text is blank. Maybe the wrong file was given.");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ExpertOutcome.solved("text", context.artifacts().of(MediaType.TEXT, bytes), 1);
  }
}

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
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Says its greeting, works for a while, and says its farewell and how long its secret is. Refuses
 * to greet with {@code refuse}, and tells its secret as it does.
 */
public final class SettingsExpert implements Expert {
  private static final long WORK_NANOS = 3_000_000;

  private final ExpertSettings settings;

  @Inject
  SettingsExpert(ExpertSettings settings) {
    if (settings.greeting().equals("refuse")) {
      throw new IllegalArgumentException("Not even with " + settings.token().reveal() + ".");
    }
    this.settings = settings;
  }

  @Override
  public ExpertDescriptor descriptor() {
    return ExpertDescriptor.pure(
        ExpertSettings.PID,
        "Says its settings.",
        new Capability(
            ExpertSettings.PID, Map.of("text", MediaType.TEXT), Map.of("text", MediaType.TEXT)));
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
    String greeting = settings.greeting();
    LockSupport.parkNanos(WORK_NANOS);
    String said = greeting + "/" + settings.farewell() + "/" + settings.token().reveal().length();
    return ExpertOutcome.solved(
        "text", context.artifacts().of(MediaType.TEXT, said.getBytes(StandardCharsets.UTF_8)), 1);
  }
}

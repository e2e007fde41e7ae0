package io.consilium.framework.runtimes.tensor.internal;

import io.consilium.framework.runtimes.tensor.TensorHealth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The health in types that need no package of ours: see decision 0092. */
final class HealthReport implements Supplier<Map<String, Object>> {
  @Override
  public Map<String, Object> get() {
    TensorHealth health = Natives.health();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("well", health.state() != TensorHealth.State.UNAVAILABLE);
    report.put("summary", summary(health));
    report.put("usedBytes", health.usedBytes());
    report.put("boundBytes", health.boundBytes());
    report.put("processBytes", health.processBytes());
    report.put("processBoundBytes", health.processBoundBytes());
    report.put("threads", (long) health.threads());
    report.put("cache", health.cache().toString());
    return report;
  }

  private static String summary(TensorHealth health) {
    String bounds =
        Exhaustion.megabytes(health.boundBytes())
            + ", "
            + health.threads()
            + (health.threads() == 1 ? " thread" : " threads");
    return switch (health.state()) {
      case UNAVAILABLE -> health.detail();
      case IDLE -> "ND4J not loaded, nobody needed it; native memory up to " + bounds;
      case LOADED ->
          "ND4J loaded; native memory "
              + Exhaustion.megabytes(health.usedBytes())
              + " of "
              + bounds;
    };
  }
}

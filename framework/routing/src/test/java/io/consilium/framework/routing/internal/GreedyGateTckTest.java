package io.consilium.framework.routing.internal;

import io.consilium.api.host.Settings;
import io.consilium.api.routing.Gate;
import io.consilium.tck.GateTck;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class GreedyGateTckTest {

  @Nested
  class Top1 extends GateTck {
    @Override
    protected Gate gate() {
      return new GreedyGate("top-1", 1);
    }
  }

  @Nested
  class TopK extends GateTck {
    @Override
    protected Gate gate() {
      return new GreedyGate("top-k", 2);
    }

    @Override
    protected Settings settings() {
      return new Settings(Map.of("k", 3, "uncertainty", 0.9));
    }
  }
}

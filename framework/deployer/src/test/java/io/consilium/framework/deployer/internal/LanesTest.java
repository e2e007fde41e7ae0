package io.consilium.framework.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final List<String> done = new ArrayList<>();

  @Test
  void whoFindsNoThreadMayBeginAgain() {
    boolean[] full = {true};
    Executor threads =
        work -> {
          if (full[0]) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          work.run();
        };
    Lanes lanes = new Lanes(threads, () -> {});

    assertThat(lanes.begin("a", () -> done.add("a"))).isFalse();
    assertThat(lanes.idle()).isTrue();
    full[0] = false;
    assertThat(lanes.begin("a", () -> done.add("a"))).isTrue();

    assertThat(done).containsExactly("a");
  }
}

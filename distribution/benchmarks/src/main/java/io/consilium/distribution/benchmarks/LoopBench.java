package io.consilium.distribution.benchmarks;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import io.consilium.framework.engine.Engine;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.Options;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a step costs beyond the expert's own time: a chain of null experts through the loop, every
 * decision on record, beside the same calls handed to a bare thread pool one after the other.
 */
final class LoopBench {
  private static final int STEPS = 100;

  private LoopBench() {}

  static List<Figure> run(Path directory) throws Exception {
    Figure bare = bare();
    try (FileLedger ledger = FileLedger.open(directory.resolve("loop"), Options.DEFAULT)) {
      Engine engine = NullRoom.engine(ledger, 1);
      Figure loop =
          Rounds.microsPerUnit(
              "loop step, recorded and durable",
              () -> {
                engine.submit(NullRoom.chain(STEPS)).outcome().toCompletableFuture().get();
                return STEPS;
              });
      return List.of(bare, loop.against(bare));
    }
  }

  private static Figure bare() throws Exception {
    Expert expert = new NullRoom.NullExpert("bench.bare");
    Assignment assignment =
        new Assignment(
            "bench.nothing", "Nothing", Map.of("in", List.of(NullRoom.NOTHING)), Settings.EMPTY);
    CallContext none =
        (CallContext)
            Proxy.newProxyInstance(
                LoopBench.class.getClassLoader(),
                new Class<?>[] {CallContext.class},
                (proxy, method, arguments) -> null);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      return Rounds.microsPerUnit(
          "bare thread pool, nothing recorded",
          () -> {
            for (int i = 0; i < STEPS; i++) {
              pool.submit(() -> expert.solve(assignment, none)).get();
            }
            return STEPS;
          });
    } finally {
      pool.shutdown();
    }
  }
}

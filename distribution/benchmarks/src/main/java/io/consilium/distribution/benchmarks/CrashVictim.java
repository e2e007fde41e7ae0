package io.consilium.distribution.benchmarks;

import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.Options;
import java.nio.file.Path;

/**
 * A host that works until it is killed: closes what an earlier one left open, then runs tasks from
 * several clients at once and shows each answer as a line {@code answer <task>}.
 */
final class CrashVictim {
  private static final int CLIENTS = 4;
  private static final int STEPS = 12;

  private CrashVictim() {}

  public static void main(String[] arguments) {
    FileLedger ledger = FileLedger.open(Path.of(arguments[0]), Options.DEFAULT);
    Engine engine = NullRoom.engine(ledger, 3);
    engine.recover();
    if (!ledger.unfinished().isEmpty()) {
      show("open " + ledger.unfinished());
      System.exit(1);
    }
    show("ready");
    for (int client = 0; client < CLIENTS; client++) {
      new Thread(() -> work(engine)).start();
    }
  }

  private static void work(Engine engine) {
    while (true) {
      Run run = engine.submit(NullRoom.chain(STEPS));
      TaskOutcome outcome = run.outcome().toCompletableFuture().join();
      show("answer " + run.id() + " " + outcome.answer().reason());
    }
  }

  private static synchronized void show(String line) {
    System.out.println(line);
    System.out.flush();
  }
}

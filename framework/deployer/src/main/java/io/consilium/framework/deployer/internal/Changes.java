package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Body.PluginChanged;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.task.Position;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts each change on record. While the ledger is away changes wait; one that it cannot take is
 * kept, and the host takes no tasks in that time anyway. Used by one thread.
 */
final class Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  private final Supplier<Ledger> ledger;
  private final Deque<Draft> waiting = new ArrayDeque<>();

  /**
   * @param ledger gives null while there is none
   */
  Changes(Supplier<Ledger> ledger) {
    this.ledger = ledger;
  }

  void add(PluginChanged.Change change, String cause, PluginJar jar, PluginJar... others) {
    List<Code> code =
        java.util.stream.Stream.concat(java.util.stream.Stream.of(jar), Arrays.stream(others))
            .map(Changes::code)
            .toList();
    add(new PluginChanged(change, jar.bundle(), jar.version().toString(), cause), code);
  }

  /** A file that is no bundle has no name to record. */
  void refusedFile(String cause) {
    add(new PluginChanged(PluginChanged.Change.REFUSED, "", "", cause), List.of());
  }

  private void add(PluginChanged body, List<Code> code) {
    waiting.add(new Draft(Position.HOST, body, code, Map.of()));
    flush();
  }

  void flush() {
    Ledger now = ledger.get();
    if (now == null || waiting.isEmpty()) {
      return;
    }
    try {
      now.append(List.copyOf(waiting));
      waiting.clear();
    } catch (LedgerFailure e) {
      LOG.error("A change of plugins is not on record yet: {}", e.getMessage());
    }
  }

  private static Code code(PluginJar jar) {
    return new Code(
        "", jar.bundle(), jar.version().toString(), jar.digest().hex(), Optional.empty(), Map.of());
  }
}

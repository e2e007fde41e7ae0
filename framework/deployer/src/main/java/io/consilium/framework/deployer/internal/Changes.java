package io.consilium.framework.deployer.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ConfigurationChanged;
import io.consilium.api.ledger.Body.PluginChanged;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.api.task.Position;
import io.consilium.json.Rulings;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts each change on record. While the ledger is away changes wait, and the host takes no tasks in
 * that time anyway; one that is no record at all is an error in the log. Thread-safe.
 */
final class Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  private final Supplier<Ledger> ledger;
  private final Function<String, Optional<String>> signers;
  private final Deque<Draft> waiting = new ArrayDeque<>();

  /**
   * @param ledger gives null while there is none
   * @param signers who signed the jar of a digest
   */
  Changes(Supplier<Ledger> ledger, Function<String, Optional<String>> signers) {
    this.ledger = ledger;
    this.signers = signers;
  }

  /** Who signed the jar of a digest, as far as it was looked at. */
  Optional<String> signer(String digest) {
    return signers.apply(digest);
  }

  void add(PluginChanged.Change change, String cause, PluginJar jar, PluginJar... others) {
    List<Code> code =
        java.util.stream.Stream.concat(java.util.stream.Stream.of(jar), Arrays.stream(others))
            .map(this::code)
            .toList();
    append(new PluginChanged(change, jar.bundle(), jar.version().toString(), cause), code);
  }

  /** A file that is no bundle has no name to record. */
  void refusedFile(String cause) {
    append(new PluginChanged(PluginChanged.Change.REFUSED, "", "", cause), List.of());
  }

  /** A plugin that runs, and offers more than it may; nobody sees that service. */
  void beyondClaims(Bundle bundle) {
    String version = bundle.getVersion().toString();
    append(
        new PluginChanged(
            PluginChanged.Change.REFUSED, bundle.getSymbolicName(), version, "beyond-claims"),
        List.of());
  }

  /** The code of the house itself, as it started. */
  void house(List<Code> code) {
    String version = FrameworkUtil.getBundle(Changes.class).getVersion().toString();
    append(new PluginChanged(PluginChanged.Change.STARTED, "consilium", version, "house"), code);
  }

  /** Code whose bytes are kept no more although records name it. */
  void dropped(String digest) {
    Code code = new Code("", "", "", digest, Optional.empty(), Map.of());
    append(
        new PluginChanged(PluginChanged.Change.REMOVED, digest, "", "store-budget"), List.of(code));
  }

  /** Configuration that holds from now on. */
  void configured(String pid, String revision) {
    append(new ConfigurationChanged(pid, revision), List.of());
  }

  /** What policy says to a question. */
  void ruled(Ruling ruling, PolicyQuestion question) {
    append(Rulings.draft(ruling, question));
  }

  private void append(Body body, List<Code> code) {
    append(new Draft(Position.HOST, body, code, Map.of()));
  }

  private synchronized void append(Draft draft) {
    waiting.add(draft);
    flush();
  }

  synchronized void flush() {
    Ledger now = ledger.get();
    if (now == null || waiting.isEmpty()) {
      return;
    }
    try {
      while (!waiting.isEmpty()) {
        append(now, waiting.peek());
        waiting.remove();
      }
    } catch (LedgerFailure e) {
      LOG.error("A change of plugins is not on record yet: {}", e.getMessage());
    }
  }

  /** One by one: what no ledger ever takes must not keep the others off the record. */
  private static void append(Ledger ledger, Draft draft) {
    try {
      ledger.append(List.of(draft));
    } catch (IllegalArgumentException e) {
      LOG.error("A change of plugins cannot be put on record: {}", e.getMessage());
    }
  }

  private Code code(PluginJar jar) {
    String digest = jar.digest().hex();
    return new Code(
        "", jar.bundle(), jar.version().toString(), digest, signers.apply(digest), Map.of());
  }
}

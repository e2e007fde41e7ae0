package io.consilium.distribution.benchmarks.plugins;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.PluginChanged.Change;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.distribution.benchmarks.ledger.LedgerFiles;
import io.consilium.governance.auditor.AuditCommand;
import io.consilium.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** What a ledger whose host has ended holds of tasks, and of the lives of plugins. */
final class Account {
  private final Map<String, TaskAccount> tasks = new LinkedHashMap<>();
  private final Map<String, Long> firstCalls = new HashMap<>();
  private final Map<String, Long> changes = new HashMap<>();

  private Account() {}

  /** Reads all records that its checkpoint covers, in order. */
  static Account of(Path ledger) throws IOException {
    Account account = new Account();
    for (Path bundle : LedgerFiles.bundles(ledger)) {
      for (byte[] json : LedgerFiles.records(bundle)) {
        account.take(Json.read(json, DecisionRecord.class));
      }
    }
    return account;
  }

  /** What the auditor objects to; empty if the ledger verifies. */
  static String objections(Path ledger) {
    StringWriter said = new StringWriter();
    CommandLine audit = new CommandLine(new AuditCommand(() -> ledger));
    audit.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    return audit.execute("verify") == 0 ? "" : said.toString();
  }

  private void take(DecisionRecord record) {
    long millis = Instant.parse(record.time()).toEpochMilli();
    String task = record.position().task();
    if (!task.isEmpty()) {
      tasks.computeIfAbsent(task, TaskAccount::new).take(record);
    }
    if (record.body() instanceof Body.ExpertCalled) {
      record
          .code()
          .forEach(code -> firstCalls.putIfAbsent(key(code.bundle(), code.version()), millis));
    } else if (record.body() instanceof Body.PluginChanged changed) {
      changes.putIfAbsent(
          changed.change() + " " + key(changed.bundle(), changed.version()), millis);
    }
  }

  private static String key(String bundle, String version) {
    return bundle + " " + version;
  }

  Optional<TaskAccount> task(String id) {
    return Optional.ofNullable(tasks.get(id));
  }

  Collection<TaskAccount> tasks() {
    return tasks.values();
  }

  /** When this code was first called, in milliseconds since 1970; 0 if never. */
  long firstCall(String bundle, String version) {
    return firstCalls.getOrDefault(key(bundle, version), 0L);
  }

  /** When this first happened to this code, in milliseconds since 1970; 0 if never. */
  long changed(Change change, String bundle, String version) {
    return changes.getOrDefault(change + " " + key(bundle, version), 0L);
  }
}

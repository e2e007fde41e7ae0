package io.consilium.governance.auditor.internal;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Asks the index where there is a sound one, and reads all records otherwise; says why. */
final class BestSearch implements Search {
  /** From here on a scan takes seconds. */
  private static final long MANY = 100_000;

  private final Snapshot snapshot;
  private final IndexFile file;
  private final Consumer<String> say;

  BestSearch(Snapshot snapshot, IndexFile file, Consumer<String> say) {
    this.snapshot = snapshot;
    this.file = file;
    this.say = say;
  }

  @Override
  public List<Long> records(Query query) throws IOException {
    return ask(search -> search.records(query), scan -> scan.records(query));
  }

  @Override
  public List<String> tasks(Query query) throws IOException {
    return ask(search -> search.tasks(query), scan -> scan.tasks(query));
  }

  /** What is asked of a scan. */
  private interface Scanning<T> {
    T of(Scan scan) throws IOException;
  }

  private <T> T ask(QueryIndex.Asking<T> asking, Scanning<T> otherwise) throws IOException {
    if (file.exists()) {
      try (QueryIndex index = QueryIndex.open(snapshot, file)) {
        return index.ask(asking);
      } catch (QueryIndex.Unusable e) {
        say.accept(
            "The index in ("
                + file.directory()
                + ") cannot be used: "
                + e.getMessage()
                + ". All records are read instead. Maybe run: "
                + snapshot.directory().typed().of("index"));
      }
    } else if (snapshot.size() > MANY) {
      say.accept(
          "There is no index: "
              + snapshot.size()
              + " records are read. Maybe run once: "
              + snapshot.directory().typed().of("index"));
    }
    return otherwise.of(new Scan(snapshot));
  }
}

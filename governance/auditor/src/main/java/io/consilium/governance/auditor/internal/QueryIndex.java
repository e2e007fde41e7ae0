package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.Merkle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A query index in SQLite, bound to a ledger by the root over the records that it holds. It can be
 * built from the ledger at any time, and proves nothing.
 */
final class QueryIndex implements AutoCloseable {
  private static final String FORM = "2";

  /** Its library logs a stack trace where it does not run; it is told of in words instead. */
  private static final Logger LIBRARY = Logger.getLogger("org.sqlite");

  private final Snapshot snapshot;
  private final IndexFile file;
  private final Connection database;
  private long size;

  private QueryIndex(Snapshot snapshot, IndexFile file, Connection database) {
    this.snapshot = snapshot;
    this.file = file;
    this.database = database;
  }

  /** An index that cannot be used, and why, for a person. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String why, Throwable cause) {
      super(why, cause);
    }
  }

  /**
   * Opens an index that is there, to ask it.
   *
   * @throws Unusable if it is damaged, or of another ledger, or SQLite does not run here
   */
  static QueryIndex open(Snapshot snapshot, IndexFile file) throws IOException, Unusable {
    return open(snapshot, file, file.sound());
  }

  /** The same to extend it: whatever the file system says of it, all of it is read before. */
  static QueryIndex openWhole(Snapshot snapshot, IndexFile file) throws IOException, Unusable {
    return open(snapshot, file, file.whole());
  }

  private static QueryIndex open(Snapshot snapshot, IndexFile file, boolean sound)
      throws IOException, Unusable {
    if (!sound) {
      throw new Unusable("its bytes are not those that were written", null);
    }
    QueryIndex index = new QueryIndex(snapshot, file, connect(file));
    try {
      index.check();
      return index;
    } catch (SQLException | RuntimeException e) {
      index.close();
      throw new Unusable(e.getMessage(), e);
    } catch (Unusable e) {
      index.close();
      throw e;
    }
  }

  /** Makes a new index, of nothing yet. */
  static QueryIndex create(Snapshot snapshot, IndexFile file) throws IOException, Unusable {
    file.create();
    Connection database = connect(file);
    QueryIndex index = new QueryIndex(snapshot, file, database);
    try {
      IndexRows.create(database);
      database.commit();
      return index;
    } catch (SQLException e) {
      index.close();
      throw new Unusable(e.getMessage(), e);
    }
  }

  private static Connection connect(IndexFile file) throws Unusable {
    LIBRARY.setLevel(Level.OFF);
    try {
      Connection database = DriverManager.getConnection("jdbc:sqlite:" + file.database());
      try (var statement = database.createStatement()) {
        // What is lost in a crash before it is sealed is noticed, and built again.
        statement.execute("PRAGMA synchronous = OFF");
        statement.execute("PRAGMA cache_size = -65536");
      }
      database.setAutoCommit(false);
      return database;
    } catch (SQLException | LinkageError e) {
      throw new Unusable("SQLite does not run here: " + e.getMessage(), e);
    }
  }

  private void check() throws SQLException, IOException, Unusable {
    Map<String, String> meta = IndexRows.meta(database);
    if (!FORM.equals(meta.get("form"))) {
      throw new Unusable("it is of another form (" + meta.get("form") + ")", null);
    }
    size = Long.parseLong(meta.get("size"));
    if (size > snapshot.signed() || !root(size).equals(meta.get("root"))) {
      throw new Unusable("it is of other records than this ledger's", null);
    }
  }

  private String root(long at) throws IOException {
    return HexFormat.of().formatHex(Merkle.root(at, snapshot.tree()));
  }

  /** Records of the ledger that it holds. */
  long size() {
    return size;
  }

  /** Takes in the records under the checkpoint that it does not hold yet, for good. */
  void extend(Progress progress) throws IOException, Unusable {
    long end = snapshot.signed();
    if (size == end) {
      if (!file.untouched()) {
        file.seal();
      }
      return;
    }
    try (IndexRows rows = new IndexRows(database)) {
      take(rows, size, end, progress);
      rows.meta("form", FORM);
      rows.meta("size", Long.toString(end));
      rows.meta("root", root(end));
      rows.meta(
          "checkpoint", new String(snapshot.note().orElse(new byte[0]), StandardCharsets.UTF_8));
      database.commit();
      size = end;
      file.seal();
    } catch (SQLException e) {
      throw new Unusable("it cannot be written: " + e.getMessage(), e);
    }
  }

  private void take(IndexRows rows, long from, long end, Progress progress)
      throws IOException, SQLException {
    SQLException[] failed = new SQLException[1];
    new History(snapshot)
        .each(
            from,
            end,
            glance -> true,
            Facts::of,
            facts -> {
              try {
                if (failed[0] == null) {
                  rows.add(facts);
                }
              } catch (SQLException e) {
                failed[0] = e;
              }
              progress.at(facts.sequence() + 1 - from, end - from);
            });
    progress.end();
    if (failed[0] != null) {
      throw failed[0];
    }
  }

  /**
   * Asks, with the records that no checkpoint covers yet taken in for the while.
   *
   * @throws Unusable if the database cannot be used
   */
  <T> T ask(Asking<T> asking) throws IOException, Unusable {
    try (IndexRows rows = new IndexRows(database)) {
      if (snapshot.size() > size) {
        take(rows, size, snapshot.size(), Progress.NONE);
      }
      return asking.of(new IndexSearch(database));
    } catch (SQLException e) {
      throw new Unusable(e.getMessage(), e);
    } finally {
      rollback();
    }
  }

  /** What is asked of an index. */
  @FunctionalInterface
  interface Asking<T> {
    T of(IndexSearch search) throws SQLException;
  }

  private void rollback() {
    try {
      database.rollback();
    } catch (SQLException e) {
      // The seal tells the next reader if anything stayed.
    }
  }

  @Override
  public void close() {
    try {
      database.close();
    } catch (SQLException e) {
      // Nothing is lost: what counts was committed.
    }
  }
}

package io.consilium.governance.auditor.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the rows of a query index: one for each record, and one for each fact of it. */
final class IndexRows implements AutoCloseable {
  private static final int WORDS = 50_000;
  private static final String[] SCHEMA = {
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE word(id INTEGER PRIMARY KEY, about INTEGER NOT NULL, value TEXT NOT NULL,"
        + " UNIQUE(about, value))",
    "CREATE TABLE record(seq INTEGER PRIMARY KEY, task INTEGER NOT NULL, millis INTEGER NOT NULL,"
        + " cost REAL, admits INTEGER NOT NULL)",
    "CREATE TABLE fact(word INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(word, seq))"
        + " WITHOUT ROWID",
    "CREATE INDEX by_task ON record(task, seq)",
    "CREATE INDEX by_time ON record(millis, seq)",
    "CREATE INDEX by_cost ON record(cost) WHERE cost IS NOT NULL",
  };

  /** The kind of word that a task's name is; facts have those of {@link Facts.About}. */
  static final int TASK = -1;

  private final Connection database;
  private final PreparedStatement record;
  private final PreparedStatement fact;
  private final PreparedStatement newWord;
  private final PreparedStatement findWord;
  private final Map<String, Long> words =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > WORDS;
        }
      };

  IndexRows(Connection database) throws SQLException {
    this.database = database;
    this.record = database.prepareStatement("INSERT INTO record VALUES (?, ?, ?, ?, ?)");
    this.fact = database.prepareStatement("INSERT INTO fact VALUES (?, ?)");
    this.newWord = database.prepareStatement("INSERT INTO word(about, value) VALUES (?, ?)");
    this.findWord = database.prepareStatement("SELECT id FROM word WHERE about = ? AND value = ?");
  }

  static void create(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      for (String sql : SCHEMA) {
        statement.execute(sql);
      }
    }
  }

  static Map<String, String> meta(Connection database) throws SQLException {
    Map<String, String> meta = new HashMap<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("SELECT key, value FROM meta")) {
      while (rows.next()) {
        meta.put(rows.getString(1), rows.getString(2));
      }
    }
    return meta;
  }

  void meta(String key, String value) throws SQLException {
    try (PreparedStatement set =
        database.prepareStatement("INSERT OR REPLACE INTO meta VALUES (?, ?)")) {
      set.setString(1, key);
      set.setString(2, value);
      set.executeUpdate();
    }
  }

  void add(Facts facts) throws SQLException {
    record.setLong(1, facts.sequence());
    record.setLong(2, facts.task().isEmpty() ? 0 : word(TASK, facts.task()));
    record.setLong(3, facts.millis());
    if (Double.isNaN(facts.cost())) {
      record.setNull(4, java.sql.Types.REAL);
    } else {
      record.setDouble(4, facts.cost());
    }
    record.setInt(5, facts.admits() ? 1 : 0);
    record.executeUpdate();
    for (Facts.Fact one : facts.facts()) {
      fact.setLong(1, word(one.about().ordinal(), one.value()));
      fact.setLong(2, facts.sequence());
      fact.executeUpdate();
    }
  }

  private long word(int about, String value) throws SQLException {
    String key = about + " " + value;
    Long known = words.get(key);
    if (known == null) {
      known = find(about, value);
      if (known == 0) {
        newWord.setInt(1, about);
        newWord.setString(2, value);
        newWord.executeUpdate();
        known = find(about, value);
      }
      words.put(key, known);
    }
    return known;
  }

  private long find(int about, String value) throws SQLException {
    findWord.setInt(1, about);
    findWord.setString(2, value);
    try (ResultSet row = findWord.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  @Override
  public void close() throws SQLException {
    record.close();
    fact.close();
    newWord.close();
    findWord.close();
  }
}

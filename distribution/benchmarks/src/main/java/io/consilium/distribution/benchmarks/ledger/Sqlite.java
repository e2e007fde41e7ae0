package io.consilium.distribution.benchmarks.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** SQLite with {@code synchronous=FULL}: one transaction for each group of records. */
final class Sqlite implements AutoCloseable {
  private final Connection database;
  private final PreparedStatement insert;

  /**
   * A database in a new file.
   *
   * @param journal WAL, or DELETE for a rollback journal
   */
  Sqlite(Path file, String journal) throws SQLException {
    this.database = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = database.createStatement()) {
      expect(statement, "PRAGMA journal_mode=" + journal, journal);
      statement.execute("PRAGMA synchronous=FULL");
      expect(statement, "PRAGMA synchronous", "2");
      statement.execute("CREATE TABLE log(seq INTEGER PRIMARY KEY, record BLOB NOT NULL)");
    }
    database.setAutoCommit(false);
    this.insert = database.prepareStatement("INSERT INTO log(record) VALUES (?)");
  }

  /** SQLite takes another mode in silence where it cannot have the one asked for. */
  private static void expect(Statement statement, String pragma, String value) throws SQLException {
    try (ResultSet row = statement.executeQuery(pragma)) {
      if (!row.next() || !row.getString(1).equalsIgnoreCase(value)) {
        throw new IllegalStateException(pragma + " is not " + value + " here.");
      }
    }
  }

  Round round(Groups groups) throws SQLException {
    long start = System.nanoTime();
    for (Groups.Group group : groups.groups()) {
      for (byte[] record : group.records()) {
        insert.setBytes(1, record);
        insert.executeUpdate();
      }
      database.commit();
    }
    return Round.ofGroups(System.nanoTime() - start, groups.records());
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    database.close();
  }
}

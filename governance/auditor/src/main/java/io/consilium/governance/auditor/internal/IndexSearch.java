package io.consilium.governance.auditor.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the database of an index; all values go in as parameters. */
final class IndexSearch {
  private final Connection database;

  IndexSearch(Connection database) {
    this.database = database;
  }

  /** A condition on table {@code record}, with its parameters. */
  private record Condition(String sql, List<Object> values, boolean ofTask) {}

  private static List<Condition> conditions(Query query) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<Facts.About, List<String>> facts : query.facts().entrySet()) {
      List<Object> values = new ArrayList<>();
      values.add(facts.getKey().ordinal());
      facts.getValue().forEach(v -> values.add(new Facts.Fact(facts.getKey(), v).value()));
      String marks = facts.getValue().stream().map(v -> "?").collect(Collectors.joining(", "));
      conditions.add(
          new Condition(
              "seq IN (SELECT seq FROM fact WHERE word IN"
                  + " (SELECT id FROM word WHERE about = ? AND value IN ("
                  + marks
                  + ")))",
              values,
              facts.getKey().ofTask()));
    }
    if (!query.task().isEmpty()) {
      conditions.add(
          new Condition(
              "task = (SELECT id FROM word WHERE about = ? AND value = ?)",
              List.of(IndexRows.TASK, query.task()),
              false));
    }
    if (query.asksTime()) {
      conditions.add(
          new Condition(
              "millis BETWEEN ? AND ?", List.of(query.fromMillis(), query.toMillis()), false));
    }
    if (query.asksCost()) {
      conditions.add(
          new Condition("cost BETWEEN ? AND ?", List.of(query.fromCost(), query.toCost()), false));
    }
    return conditions;
  }

  List<Long> records(Query query) throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT seq FROM record WHERE 1");
    List<Object> values = new ArrayList<>();
    for (Condition condition : conditions(query)) {
      sql.append(" AND (").append(condition.sql);
      values.addAll(condition.values);
      if (condition.ofTask) {
        sql.append(" OR task IN (SELECT task FROM record WHERE admits AND ")
            .append(condition.sql)
            .append(")");
        values.addAll(condition.values);
      }
      sql.append(")");
    }
    return ask(sql.append(" ORDER BY seq").toString(), values, row -> row.getLong(1));
  }

  List<String> tasks(Query query) throws SQLException {
    StringBuilder sql =
        new StringBuilder(
            "SELECT value FROM word JOIN (SELECT task, MIN(seq) AS first FROM record"
                + " WHERE task > 0");
    List<Object> values = new ArrayList<>();
    for (Condition condition : conditions(query)) {
      sql.append(" AND task IN (SELECT task FROM record WHERE ").append(condition.sql).append(")");
      values.addAll(condition.values);
    }
    sql.append(" GROUP BY task) ON id = task ORDER BY first");
    return ask(sql.toString(), values, row -> row.getString(1));
  }

  private interface Reading<T> {
    T from(ResultSet row) throws SQLException;
  }

  private <T> List<T> ask(String sql, List<Object> values, Reading<T> reading) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reading.from(rows));
        }
      }
      return found;
    }
  }
}

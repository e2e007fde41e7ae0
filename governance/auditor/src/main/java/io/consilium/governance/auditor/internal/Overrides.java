package io.consilium.governance.auditor.internal;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often something else than the best score, the first expert or the checks decided. */
final class Overrides {
  /** What overrode, and out of what it is counted. */
  enum Kind {
    EXPLORED("explored", "routings by chance against the best score", Of.ROUTINGS),
    REFUSED("refused", "routings refused", Of.ROUTINGS),
    FALLBACK("fallbackCalls", "calls of a fallback", Of.CALLS),
    RULED("restrictingRulings", "rulings that restricted, asked or denied", Of.RULINGS),
    POLICY("stoppedByPolicy", "loops stopped by policy", Of.LOOPS),
    HUMAN("stoppedByPerson", "loops stopped by a person", Of.LOOPS);

    private final String key;
    private final String what;
    private final Of of;

    Kind(String key, String what, Of of) {
      this.key = key;
      this.what = what;
      this.of = of;
    }
  }

  /** What is overridden. */
  enum Of {
    ROUTINGS,
    CALLS,
    RULINGS,
    LOOPS
  }

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Of, Long> totals = new EnumMap<>(Of.class);

  void count(Kind kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  void count(Of of) {
    totals.merge(of, 1L, Long::sum);
  }

  long total(Of of) {
    return totals.getOrDefault(of, 0L);
  }

  private Share share(Kind kind) {
    return new Share(counts.getOrDefault(kind, 0L), total(kind.of));
  }

  Table table() {
    Table table = new Table("OVERRIDES", ">COUNT", ">OF", "", ">RATE", Share.INTERVAL);
    for (Kind kind : Kind.values()) {
      Share share = share(kind);
      table.row(
          kind.what,
          Words.grouped(share.count()),
          Words.grouped(share.of()),
          Words.lower(kind.of),
          share.percent(),
          share.interval());
    }
    return table;
  }

  /** For a program. */
  Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      all.put(kind.key, share(kind).all());
    }
    return all;
  }
}

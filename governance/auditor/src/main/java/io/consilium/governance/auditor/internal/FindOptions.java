package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.policy.Ruling;
import io.consilium.api.task.HaltReason;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a command can ask of records. An option given twice asks for one or the other. */
final class FindOptions {
  @Option(names = "--expert", paramLabel = "ID", description = "Chose, called or heard from it.")
  private List<String> experts = List.of();

  @Option(
      names = "--version",
      paramLabel = "V",
      description = "Code of this version acted; also as BUNDLE:V.")
  private List<String> versions = List.of();

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "A plugin, bundle, SHA-256 of a bundle, model or pipeline.")
  private List<String> code = List.of();

  @Option(
      names = "--verdict",
      paramLabel = "V",
      description = "A check's: accepted, rejected, undecided, broke.")
  private List<String> verdicts = List.of();

  @Option(
      names = "--reason",
      paramLabel = "R",
      description = "A halting decision's or an answer's, such as VERIFIED.")
  private List<String> reasons = List.of();

  @Option(
      names = "--outcome",
      paramLabel = "O",
      description =
          "A call's (solved, declined, failed, timed-out, unknown, ...), an "
              + "answer's (answered, best-effort, refused), or a ruling's (allowed, "
              + "restricted, approval, denied).")
  private List<String> outcomes = List.of();

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "A rule of policy that matched or broke.")
  private List<String> rules = List.of();

  @Option(names = "--pipeline", paramLabel = "P", description = "The task's pipeline.")
  private List<String> pipelines = List.of();

  @Option(
      names = "--principal",
      paramLabel = "WHO",
      description =
          "On whose behalf, about whom, or by whom: a name or TENANT/NAME where the ledger's key of"
              + " pseudonyms is there; its pseudonym anywhere.")
  private List<String> principals = List.of();

  @Option(names = "--type", paramLabel = "T", description = "A kind of record: expert-called, ...")
  private List<String> types = List.of();

  @Option(names = "--task", paramLabel = "TASK", description = "One task.")
  private String task = "";

  @Option(
      names = "--after",
      paramLabel = "TIME",
      description = "Not before: 2026-11-22, or 2026-11-22T10:00:00Z.")
  private String after;

  @Option(names = "--before", paramLabel = "TIME", description = "Not after; a day is included.")
  private String before;

  @Option(
      names = "--min-cost",
      paramLabel = "C",
      description = "A call cost, or a root loop had used, at least so much.")
  private Double minCost;

  @Option(names = "--max-cost", paramLabel = "C", description = "At most so much.")
  private Double maxCost;

  /** The one task asked for; empty for any. */
  String task() {
    return task;
  }

  Query query(LedgerDirectory directory) throws IOException {
    Map<Facts.About, List<String>> facts = new EnumMap<>(Facts.About.class);
    put(facts, Facts.About.EXPERT, experts);
    put(facts, Facts.About.VERSION, versions);
    put(facts, Facts.About.CODE, code);
    put(
        facts,
        Facts.About.VERDICT,
        known(Facts.About.VERDICT, verdicts, names(Body.CheckMade.Kind.values())));
    put(facts, Facts.About.REASON, known(Facts.About.REASON, reasons, names(HaltReason.values())));
    put(facts, Facts.About.PIPELINE, pipelines);
    put(facts, Facts.About.PRINCIPAL, Pseudonymous.of(principals, directory));
    put(facts, Facts.About.TYPE, known(Facts.About.TYPE, types, Facts.types()));
    put(facts, Facts.About.OUTCOME, known(Facts.About.OUTCOME, outcomes, outcomes()));
    put(facts, Facts.About.RULE, rules);
    return new Query(
        facts,
        task,
        from(after),
        to(before),
        minCost == null ? Query.ALL.fromCost() : minCost,
        maxCost == null ? Query.ALL.toCost() : maxCost);
  }

  /** The first millisecond of a time given; null for no bound. */
  static long from(String time) {
    return time == null ? Query.ALL.fromMillis() : millis(time, 0);
  }

  /** The last millisecond of a time given; null for no bound. */
  static long to(String time) {
    return time == null ? Query.ALL.toMillis() : millis(time, 1) - (day(time) ? 1 : 0);
  }

  private static void put(
      Map<Facts.About, List<String>> facts, Facts.About about, List<String> values) {
    if (!values.isEmpty()) {
      facts.put(about, values);
    }
  }

  /** None found must not be taken for none there, where no record can hold what was asked for. */
  private static List<String> known(Facts.About about, List<String> asked, Stream<String> all) {
    Set<String> values =
        all.map(one -> new Facts.Fact(about, one).value())
            .collect(Collectors.toCollection(TreeSet::new));
    for (String one : asked) {
      if (!values.contains(new Facts.Fact(about, one).value())) {
        throw AuditFailure.usage(
            "There is no such "
                + Words.lower(about)
                + " ("
                + one
                + "). Maybe one of: "
                + String.join(", ", values)
                + ".");
      }
    }
    return asked;
  }

  /** Of calls, answers and rulings. */
  private static Stream<String> outcomes() {
    return Stream.of(
            names(Body.ExpertReturned.Outcome.values()),
            names(Body.AnswerReleased.Kind.values()),
            names(Ruling.Outcome.values()))
        .flatMap(one -> one);
  }

  private static Stream<String> names(Enum<?>... all) {
    return Arrays.stream(all).map(Enum::name);
  }

  private static boolean day(String time) {
    return time.length() == 10;
  }

  private static long millis(String time, int days) {
    try {
      return day(time)
          ? LocalDate.parse(time)
              .plusDays(days)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant()
              .toEpochMilli()
          : Instant.parse(time).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw AuditFailure.usage(
          "Not a time (" + time + "). Maybe write 2026-11-22, or 2026-11-22T10:00:00Z.");
    }
  }
}

package io.consilium.governance.auditor.internal;

import io.consilium.governance.auditor.internal.Overrides.Of;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Tells counts over tasks to people: aligned, with units, a rate with its interval. One use. */
final class StatsTables {
  private static final String INDENT = "  ";

  private final Stats stats;

  StatsTables(Stats stats) {
    this.stats = stats;
  }

  void print(Consumer<String> to) {
    to.accept(
        Words.count(stats.tasks(), "task")
            + ", "
            + Words.count(stats.records(), "record")
            + ". An interval holds the rate behind a count at 95 % (Wilson), if cases are independent.");
    section(answers(), to);
    section(use(), to);
    section(reasons(), to);
    section(stats.overrides().table(), to);
    section(experts(), to);
    section(balance(), to);
    to.accept(
        INDENT
            + "ENTROPY of the shares: 1 even, 0 all to one. GINI: 0 even. MAXVIO: the most chosen"
            + " over the mean, less 1.");
    section(calibration(), to);
    to.accept(
        INDENT
            + "Of the results of calls that required checks judged. Expected calibration error "
            + Words.number(stats.calibration().error())
            + "; 0 where confidence is what it says.");
  }

  private static void section(Table table, Consumer<String> to) {
    to.accept("");
    table.print("", to);
  }

  private Table answers() {
    Table table = new Table("ANSWERS", ">TASKS", ">RATE", Share.INTERVAL);
    stats.answers().forEach((kind, count) -> share(table, kind, new Share(count, stats.tasks())));
    long without = stats.tasks() - stats.ended();
    share(table, "none yet, or never", new Share(without, stats.tasks()));
    return table;
  }

  private Table use() {
    Table table = new Table("USE, OF TASKS WITH AN ANSWER", ">IN ALL", ">MEAN", ">MOST", "UNIT");
    used(table, "cost", stats.cost(), "units of cost as experts declare them");
    used(table, "calls", stats.calls(), "calls of experts");
    Summed time = stats.seconds();
    table.row("time", time(time.sum()), time(time.mean()), time(time.most()), "wall clock");
    return table;
  }

  private static void used(Table table, String what, Summed figure, String unit) {
    table.row(
        what,
        Words.number(figure.sum()),
        Words.number(figure.mean()),
        Words.number(figure.most()),
        unit);
  }

  private static String time(double seconds) {
    return Words.duration(Duration.ofMillis(Math.round(1_000 * seconds)));
  }

  private Table reasons() {
    Table table = new Table("HALTING REASONS", ">LOOPS", ">RATE", Share.INTERVAL, ">TASKS");
    long stopped = stats.overrides().total(Of.LOOPS);
    for (Map.Entry<String, Long> reason : stats.reasons().entrySet()) {
      Share share = new Share(reason.getValue(), stopped);
      table.row(
          reason.getKey(),
          Words.grouped(share.count()),
          share.percent(),
          share.interval(),
          Words.grouped(stats.ends().get(reason.getKey())));
    }
    return table;
  }

  private static void share(Table table, String what, Share share) {
    table.row(what, Words.grouped(share.count()), share.percent(), share.interval());
  }

  private Table experts() {
    Table table =
        new Table(
            "EXPERTS",
            ">CHOSEN",
            ">CALLS",
            ">SOLVED",
            ">DECLINED",
            ">FAILED",
            ">RATE SOLVED",
            Share.INTERVAL,
            ">COST",
            ">TIME A CALL");
    for (ExpertTally expert : stats.experts()) {
      Share solved = new Share(expert.getSolved(), expert.getCalls());
      table.row(
          expert.getExpert(),
          Words.grouped(expert.getChosen()),
          Words.grouped(expert.getCalls()),
          Words.grouped(expert.getSolved()),
          Words.grouped(expert.getDeclined()),
          Words.grouped(expert.getFailed()),
          solved.percent(),
          solved.interval(),
          Words.number(expert.getCost()),
          expert.getCalls() == 0 ? "-" : time(expert.getMeanSeconds()));
    }
    return table;
  }

  private Table balance() {
    Table table =
        new Table("BALANCE BY CAPABILITY", ">EXPERTS", ">CHOSEN", ">ENTROPY", ">GINI", ">MAXVIO");
    stats
        .balance()
        .forEach(
            (capability, b) ->
                table.row(
                    capability,
                    b.experts(),
                    Words.grouped(b.routings()),
                    among(b, b.entropy()),
                    among(b, b.gini()),
                    among(b, b.maxVio())));
    return table;
  }

  /** One alone has nothing to share. */
  private static String among(Balance balance, double figure) {
    return balance.experts() < 2 ? "-" : Words.number(figure);
  }

  private Table calibration() {
    Table table = new Table("CALIBRATION", ">RESULTS", ">MEAN SAID", ">RIGHT", Share.INTERVAL);
    for (Calibration.Bin bin : stats.calibration().bins()) {
      Share right = new Share(Math.round(bin.right() * bin.count()), bin.count());
      table.row(
          "confidence " + Words.number(bin.from()) + " to " + Words.number(bin.to()),
          Words.grouped(bin.count()),
          Share.percent(bin.confidence()),
          right.percent(),
          right.interval());
    }
    return table;
  }
}

package io.consilium.distribution.benchmarks.neural;

import io.consilium.distribution.benchmarks.neural.Duel.Effort;
import io.consilium.distribution.benchmarks.neural.Row.Times;
import io.consilium.distribution.benchmarks.neural.Side.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Goes through networks, batches and kinds of work; no time is taken where results differ. */
final class NeuralBench {
  /** Results may differ by so much, in parts of each tensor's largest number. */
  static final double TOLERANCE = 1e-3;

  private static final long MEMORY = 12L << 30;
  private static final double GIB = 1 << 30;

  /** The two sides compute different things; the message says which and how far apart. */
  static final class Disagreement extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Disagreement(String message) {
      super(message);
    }
  }

  private final TorchSide torch;
  private final Effort effort;
  private final boolean quick;

  /**
   * @param torch null if there is none
   */
  NeuralBench(TorchSide torch, Effort effort, boolean quick) {
    this.torch = torch;
    this.effort = effort;
    this.quick = quick;
  }

  List<Row> run(Subject subject, int batch) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<JavaSide> sides = subject.sides().apply(Puzzles.draw(batch, 7));
    try {
      if (torch != null) {
        torch.open(sides.get(0));
      }
      for (Work work : Work.values()) {
        String why = skip(subject, batch, work);
        if (why.isEmpty()) {
          rows.addAll(measure(subject, batch, work, sides));
        } else {
          rows.add(Row.skipped(subject, batch, work, why));
        }
      }
    } finally {
      sides.forEach(JavaSide::close);
    }
    return rows;
  }

  private String skip(Subject subject, int batch, Work work) {
    if (work == Work.FORWARD) {
      return "";
    }
    if (quick && batch > 1 && subject.name().contains("512")) {
      return "left out by --quick";
    }
    long needed = subject.fixed() + batch * subject.perPuzzle();
    long free = Math.min(MEMORY, Machine.availableMemory());
    return needed > free
        ? String.format(
            Locale.ROOT, "needs about %.0f GiB, %.0f may be used", needed / GIB, free / GIB)
        : "";
  }

  private List<Row> measure(Subject subject, int batch, Work work, List<JavaSide> all)
      throws IOException {
    List<JavaSide> able = all.stream().filter(side -> side.does(work)).toList();
    double apart = torch == null ? 0 : compare(subject, batch, work, able);
    List<Side> sides = new ArrayList<>(able);
    if (torch != null) {
      sides.add(torch);
    }
    List<Times> times = new Duel(effort).run(sides, work);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < able.size(); i++) {
      Times other = torch == null ? null : times.get(able.size());
      rows.add(Row.measured(subject, batch, work, able.get(i).name(), times.get(i), other, apart));
    }
    return rows;
  }

  private double compare(Subject subject, int batch, Work work, List<JavaSide> sides)
      throws IOException {
    double most = 0;
    var theirs = torch.results(work);
    for (JavaSide side : sides) {
      double apart = Tensors.apart(side.results(work), theirs);
      if (apart > TOLERANCE) {
        throw new Disagreement(
            String.format(
                Locale.ROOT,
                "%s, batch %d, %s: %s and PyTorch differ by %.1e of a"
                    + " tensor's largest number, more than %.0e: no time is taken. Maybe another"
                    + " PyTorch is meant (--python FILE), or a side has a fault; --only NAME leaves"
                    + " this network out.",
                subject.name(),
                batch,
                work.title,
                side.name(),
                apart,
                TOLERANCE));
      }
      most = Math.max(most, apart);
    }
    return most;
  }
}

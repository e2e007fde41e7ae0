package io.consilium.verifier.figures.internal;

import io.consilium.verifier.figures.internal.Sheet.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds which lines of a sheet are totals of which others, by their names and by arithmetic: a name
 * suggests, the figures decide.
 */
final class SumFinder {
  private static final Pattern TOTAL = Pattern.compile("\\b(sub-?)?(total|totals|sum)\\b");
  private static final Pattern MAYBE =
      Pattern.compile(
          "\\b(all|overall|combined|year|annual|fy ?\\d*|full[ -]year|group|world|net)\\b");
  private static final Pattern OF_WHICH =
      Pattern.compile("^\\W*(of which|o/w|thereof|including|incl)\\b");
  private static final Pattern TAKEN_OFF = Pattern.compile("^\\W*(less|minus|deduct)\\b");
  private static final double FAR = 0.5;

  private final Sheet sheet;
  private final List<Integer> additive;

  private SumFinder(Sheet sheet) {
    this.sheet = sheet;
    this.additive = sheet.additive();
  }

  /** Every sum in both directions. */
  static List<Sum> find(Sheet sheet) {
    List<Sum> all = new ArrayList<>(new SumFinder(sheet).sums());
    all.addAll(new SumFinder(sheet.turned()).sums());
    return all;
  }

  private List<Sum> sums() {
    List<Sum> all = new ArrayList<>();
    for (int line = 0; line < sheet.lines().size(); line++) {
      if (sheet.counts(line)) {
        all.addAll(best(line));
      }
    }
    return all;
  }

  private List<Sum> best(int total) {
    boolean named = isTotal(total);
    boolean maybe = named || MAYBE.matcher(name(total)).find() || isLast(total);
    if (!maybe) {
      return List.of();
    }
    List<Sum> best = List.of();
    double most = 0;
    for (List<Integer> parts : candidates(total)) {
      List<Sum> sums = of(total, parts);
      double share = share(sums);
      if (share > most && accepted(sums, share, named)) {
        best = sums;
        most = share;
      }
    }
    return best.isEmpty() && named ? nearest(total) : best;
  }

  private boolean accepted(List<Sum> sums, double share, boolean named) {
    long held = Math.round(share * sums.size());
    return named ? share >= 0.5 : held >= 2 && held >= sums.size() - Math.max(1, sums.size() / 4);
  }

  /** A named total that holds nowhere, as when one of its few figures was misread. */
  private List<Sum> nearest(int total) {
    Optional<List<Integer>> parts =
        candidates(total).stream()
            .findFirst()
            .filter(p -> p.stream().noneMatch(line -> TAKEN_OFF.matcher(name(line)).find()));
    List<Sum> sums = parts.map(p -> of(total, p)).orElse(List.of());
    boolean near =
        sums.size() <= 2
            && sums.stream()
                .allMatch(s -> Math.abs(s.excess()) <= FAR * Math.abs(s.total().value()));
    return near ? sums : List.of();
  }

  private static double share(List<Sum> sums) {
    long held = sums.stream().filter(sum -> sum.holds(false)).count();
    return sums.isEmpty() ? 0 : (double) held / sums.size();
  }

  private List<Sum> of(int total, List<Integer> parts) {
    List<Sum> sums = new ArrayList<>();
    for (int a : additive) {
      Figure whole = sheet.cells()[total][a];
      List<Figure> figures =
          parts.stream().map(line -> sheet.cells()[line][a]).filter(Objects::nonNull).toList();
      if (whole != null && figures.size() >= 2) {
        String where = sheet.across().get(a).isBlank() ? "" : " (" + sheet.across().get(a) + ")";
        sums.add(new Sum(sheet.lines().get(total) + where, whole, figures));
      }
    }
    return sums;
  }

  /** Sets of lines that may be the parts, the likeliest first. */
  private List<List<Integer>> candidates(int total) {
    int size = sheet.lines().size();
    int start = total - 1;
    while (start >= 0 && isPart(start)) {
      start--;
    }
    int end = total + 1;
    while (end < size && isPart(end)) {
      end++;
    }
    List<List<Integer>> all = new ArrayList<>();
    all.add(lines(start + 1, total, false));
    all.add(lines(0, total, false));
    all.add(lines(0, total, true));
    all.add(lines(total + 1, end, false));
    all.add(lines(total + 1, size, false));
    List<Integer> others = new ArrayList<>(lines(0, total, false));
    others.addAll(lines(total + 1, size, false));
    all.add(others);
    return all.stream().filter(parts -> parts.size() >= 2).distinct().toList();
  }

  private List<Integer> lines(int from, int to, boolean totals) {
    return IntStream.range(from, to)
        .filter(line -> totals ? isTotal(line) && sheet.counts(line) : isPart(line))
        .boxed()
        .toList();
  }

  private boolean isPart(int line) {
    return sheet.counts(line) && !isTotal(line) && !OF_WHICH.matcher(name(line)).find();
  }

  private boolean isTotal(int line) {
    return TOTAL.matcher(name(line)).find();
  }

  private boolean isLast(int line) {
    return line == sheet.lines().size() - 1 && additive.size() >= 3;
  }

  private String name(int line) {
    return sheet.lines().get(line).toLowerCase(Locale.ROOT);
  }
}

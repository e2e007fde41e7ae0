package io.consilium.expert.nlp.internal.sentiment;

import io.consilium.api.data.Sentiment.Label;
import io.consilium.expert.nlp.internal.embedding.MiniLm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the judge on labelled sentences (CSV {@code text,label,agreement}): accuracy with a
 * Wilson interval, macro-F1 with a bootstrap interval, by agreement. Run {@code main} with the
 * file; a second argument lists that many mistakes of each kind.
 */
final class Measurement {
  private static final Pattern ROW =
      Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^,\"\\n]*)),(\\w+),(\\d+)");

  private Measurement() {}

  record Item(String text, Label label, int agreement, Label judged) {
    boolean right() {
      return label == judged;
    }
  }

  public static void main(String[] args) throws IOException {
    List<Item> items;
    long start = System.nanoTime();
    try (MiniLm model = new MiniLm()) {
      items = judged(Path.of(args[0]), new Judge(model));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    print("all", items);
    for (int agreement : new int[] {100, 75, 66, 50}) {
      print("agreement " + agreement, kept(items, item -> item.agreement() == agreement));
    }
    System.out.printf(
        Locale.ROOT, "%.1f s, %.1f ms a sentence%n", seconds, 1000 * seconds / items.size());
    for (Label label : Label.values()) {
      for (Label judged : Label.values()) {
        List<Item> cell = kept(items, item -> item.label() == label && item.judged() == judged);
        System.out.println(label + " judged " + judged + ": " + cell.size());
        int shown = args.length > 1 && label != judged ? Integer.parseInt(args[1]) : 0;
        cell.stream().limit(shown).forEach(item -> System.out.println("    " + item));
      }
    }
  }

  private static List<Item> judged(Path csv, Judge judge) throws IOException {
    List<Item> items = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(csv));
    while (row.find()) {
      String text = row.group(1) == null ? row.group(2) : row.group(1).replace("\"\"", "\"");
      Label label = Label.valueOf(row.group(3).toUpperCase(Locale.ROOT));
      items.add(new Item(text, label, Integer.parseInt(row.group(4)), judge.judge(text).label()));
    }
    return items;
  }

  private static List<Item> kept(List<Item> items, Predicate<Item> which) {
    return items.stream().filter(which).toList();
  }

  private static void print(String name, List<Item> items) {
    double n = items.size();
    double right = kept(items, Item::right).size();
    double neutral = kept(items, item -> item.label() == Label.NEUTRAL).size();
    double[] accuracy = wilson(right, n);
    double[] f1 = bootstrap(items);
    System.out.printf(
        Locale.ROOT,
        "%-14s n=%4.0f accuracy %.3f [%.3f, %.3f] macro-F1 %.3f [%.3f, %.3f] always-neutral %.3f%n",
        name,
        n,
        right / n,
        accuracy[0],
        accuracy[1],
        macroF1(items),
        f1[0],
        f1[1],
        neutral / n);
  }

  /** 95 % interval of a share (Wilson 1927). */
  private static double[] wilson(double hits, double n) {
    double z = 1.96;
    double p = hits / n;
    double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
    return new double[] {centre - half, centre + half};
  }

  private static double[] bootstrap(List<Item> items) {
    Random random = new Random(1);
    double[] values = new double[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = macroF1(random.ints(items.size(), 0, items.size()).mapToObj(items::get).toList());
    }
    java.util.Arrays.sort(values);
    return new double[] {values[25], values[974]};
  }

  private static double macroF1(List<Item> items) {
    double sum = 0;
    for (Label label : Label.values()) {
      double hit = 0;
      double said = 0;
      double was = 0;
      for (Item item : items) {
        hit += item.label() == label && item.judged() == label ? 1 : 0;
        said += item.judged() == label ? 1 : 0;
        was += item.label() == label ? 1 : 0;
      }
      sum += said + was == 0 ? 0 : 2 * hit / (said + was);
    }
    return sum / Label.values().length;
  }
}

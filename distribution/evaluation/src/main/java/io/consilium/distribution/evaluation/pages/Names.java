package io.consilium.distribution.evaluation.pages;

import io.consilium.distribution.evaluation.pages.Content.Measure;
import java.util.List;
import java.util.Random;

/** Invented companies, measures and titles. */
final class Names {
  private static final List<String> FIRST =
      List.of(
          "Aldbrook",
          "Norvane",
          "Castelmar",
          "Tregarth",
          "Halloway",
          "Brightwater",
          "Ostrava",
          "Kestrel",
          "Merivale",
          "Pinehurst",
          "Quayside",
          "Sandhollow",
          "Thornbury",
          "Velmora");
  private static final List<String> SECOND =
      List.of(
          "Industries",
          "Holdings",
          "Foods",
          "Logistics",
          "Energy",
          "Components",
          "Textiles",
          "Group",
          "Chemicals",
          "Retail",
          "Marine",
          "Instruments");
  private static final List<String> FORM = List.of("plc", "Inc.", "Ltd", "AG", "Corp.", "N.V.");
  private static final List<Measure> MEASURES =
      List.of(
          new Measure("Net sales", "USD million", "$", false),
          new Measure("Revenue", "EUR million", "€", false),
          new Measure("Revenue", "GBP million", "£", false),
          new Measure("Gross profit", "USD million", "$", false),
          new Measure("Orders received", "USD thousand", "$", true),
          new Measure("Net sales", "USD thousand", "$", true),
          new Measure("Units shipped", "thousand units", "", false),
          new Measure("Passengers carried", "thousands", "", true),
          new Measure("Energy delivered", "GWh", "", false));
  private static final List<List<String>> PARTS =
      List.of(
          List.of("Americas", "Europe", "Asia"),
          List.of("Products", "Services"),
          List.of("Domestic", "Export"),
          List.of("Consumer", "Industrial", "Public sector"));

  private Names() {}

  static Measure measure(Random random) {
    return pick(MEASURES, random);
  }

  static Measure change(Random random) {
    Measure base = measure(random);
    String name = "Change in " + base.name().toLowerCase(java.util.Locale.ROOT);
    return new Measure(name, base.unit(), base.currency(), base.whole());
  }

  static String company(Random random) {
    return pick(FIRST, random) + " " + pick(SECOND, random) + " " + pick(FORM, random);
  }

  static List<String> parts(Random random) {
    return pick(PARTS, random);
  }

  static String title(Random random, Period last) {
    return switch (random.nextInt(4)) {
      case 0 -> "Financial report " + last.year();
      case 1 -> "Report on " + last.words();
      case 2 -> "Results and outlook " + last.year();
      default -> "Business review: " + last.words();
    };
  }

  static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}

package io.consilium.distribution.evaluation.pages;

import io.consilium.api.data.Series.Frequency;
import java.util.Locale;

/**
 * One period of a calendar.
 *
 * @param frequency yearly, quarterly or monthly
 * @param year of the era
 * @param part quarter or month from 1; 1 if yearly
 */
public record Period(Frequency frequency, int year, int part) {
  private static final String[] MONTHS = {
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"
  };
  private static final String[] ORDINALS = {"first", "second", "third", "fourth"};

  /** How periods are printed. */
  enum Style {
    /** Q3 2019, Mar 2019, 2019. */
    PLAIN,
    /** 2019 Q3, 2019-03, FY2019. */
    YEAR_FIRST,
    /** 3Q19, Mar-19, 2019. */
    SHORT,
    /** Q3 '19, Mar 19, FY 2019. */
    APOSTROPHE
  }

  /** The period that lies so many later. */
  public Period plus(int count) {
    int season = frequency.season();
    int index = year * season + part - 1 + count;
    return new Period(frequency, Math.floorDiv(index, season), Math.floorMod(index, season) + 1);
  }

  /** As the shared vocabulary writes it: {@code 2019}, {@code 2019-Q3} or {@code 2019-03}. */
  public String canonical() {
    return switch (frequency) {
      case QUARTERLY -> year + "-Q" + part;
      case MONTHLY -> String.format(Locale.ROOT, "%d-%02d", year, part);
      default -> String.valueOf(year);
    };
  }

  /** As it stands in running text. */
  String words() {
    return switch (frequency) {
      case QUARTERLY -> "the " + ORDINALS[part - 1] + " quarter of " + year;
      case MONTHLY -> MONTHS[part - 1] + " " + year;
      default -> String.valueOf(year);
    };
  }

  /** As it is printed in tables and charts. */
  String label(Style style) {
    return switch (frequency) {
      case QUARTERLY -> quarter(style);
      case MONTHLY -> month(style);
      default -> yearly(style);
    };
  }

  /** The part alone: Q3 or Mar. */
  String partLabel() {
    return frequency == Frequency.QUARTERLY ? "Q" + part : monthShort();
  }

  private String quarter(Style style) {
    return switch (style) {
      case PLAIN -> "Q" + part + " " + year;
      case YEAR_FIRST -> year + " Q" + part;
      case SHORT -> part + "Q" + twoDigits();
      case APOSTROPHE -> "Q" + part + " '" + twoDigits();
    };
  }

  private String month(Style style) {
    return switch (style) {
      case PLAIN -> monthShort() + " " + year;
      case YEAR_FIRST -> canonical();
      case SHORT -> monthShort() + "-" + twoDigits();
      case APOSTROPHE -> monthShort() + " '" + twoDigits();
    };
  }

  private String yearly(Style style) {
    return switch (style) {
      case PLAIN, SHORT -> String.valueOf(year);
      case YEAR_FIRST -> "FY" + year;
      case APOSTROPHE -> "FY " + year;
    };
  }

  private String monthShort() {
    return MONTHS[part - 1].substring(0, 3);
  }

  private String twoDigits() {
    return String.format(Locale.ROOT, "%02d", year % 100);
  }
}

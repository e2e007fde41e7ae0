package io.consilium.expert.nlp.internal.report;

import io.consilium.api.data.Report.Section;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says what the page shows: the last value, its change, the range, the way it leans. */
final class HistorySection {
  private static final Comparator<Observation> BY_VALUE =
      Comparator.comparingDouble(Observation::value);

  private final Figures figures;
  private final Series history;
  private final Observation last;

  HistorySection(Figures figures) {
    this.figures = figures;
    this.history = figures.history();
    this.last = Changes.last(history);
  }

  Section write() {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(latest());
    if (history.observations().size() > 2) {
      paragraphs.add(range());
    }
    return new Section("What the page shows", paragraphs);
  }

  private String latest() {
    String name = history.name().isBlank() ? "The figure" : figures.name(history.name().trim());
    StringBuilder text = new StringBuilder(name);
    text.append(" stood at ").append(figures.value(last));
    text.append(" in ").append(figures.period(last.period()));
    int season = history.frequency().season();
    Optional<Observation> year = Changes.yearBefore(history);
    if (season > 1 && year.isPresent()) {
      text.append(", ").append(against(year.get())).append(" a year earlier.");
      Changes.before(history, 1).ifPresent(previous -> text.append(sincePrevious(previous)));
    } else {
      Changes.before(history, 1).ifPresent(previous -> text.append(", ").append(against(previous)));
      text.append('.');
    }
    return text.toString();
  }

  /** "4.2 % above EUR 12 million in 2023-Q3". */
  private String against(Observation then) {
    String where = figures.value(then) + " in " + figures.period(then.period());
    if (Changes.still(then, last)) {
      return "practically unchanged from " + where;
    }
    boolean more = last.value() > then.value();
    if (figures.inPercent() || !Changes.tells(then, last)) {
      return (more ? "up from " : "down from ") + where;
    }
    return figures.change(then, last) + (more ? " above " : " below ") + where;
  }

  private String sincePrevious(Observation previous) {
    if (Changes.still(previous, last)) {
      return " Since " + figures.period(previous.period()) + " it has hardly moved.";
    }
    boolean more = last.value() > previous.value();
    if (figures.inPercent() || !Changes.tells(previous, last)) {
      return " One period before, in "
          + figures.period(previous.period())
          + ", it was "
          + (more ? "lower, at " : "higher, at ")
          + figures.value(previous)
          + ".";
    }
    return " Since "
        + figures.period(previous.period())
        + " it has "
        + (more ? "risen by " : "fallen by ")
        + figures.change(previous, last)
        + ".";
  }

  private String range() {
    Observation high = history.observations().stream().max(BY_VALUE).orElseThrow();
    Observation low = history.observations().stream().min(BY_VALUE).orElseThrow();
    String span =
        "the "
            + figures.count()
            + " values since "
            + figures.period(history.observations().get(0).period());
    if (high.value() == low.value()) {
      return "It has not moved at all over " + span + ".";
    }
    String lean = lean();
    if (last.value() == high.value()) {
      return "That is the highest of "
          + span
          + "; the lowest was "
          + figures.lowest(low)
          + " in "
          + figures.period(low.period())
          + lean;
    }
    if (last.value() == low.value()) {
      return "That is the lowest of "
          + span
          + "; the highest was "
          + figures.highest(high)
          + " in "
          + figures.period(high.period())
          + lean;
    }
    return "Over "
        + span
        + " it ranged from "
        + figures.lowest(low)
        + " in "
        + figures.period(low.period())
        + " to "
        + figures.highest(high)
        + " in "
        + figures.period(high.period())
        + lean;
  }

  private String lean() {
    String seasonal = history.frequency().season() > 1 ? ", season by season," : "";
    return switch (Changes.lean(history)) {
      case CLEARLY_UP -> ". The direction" + seasonal + " is plainly upward.";
      case UP -> ". It has tended upward, though not without setbacks.";
      case NONE -> ", without a lasting direction.";
      case DOWN -> ". It has tended downward, with some recoveries on the way.";
      case CLEARLY_DOWN -> ". The direction" + seasonal + " is plainly downward.";
    };
  }
}

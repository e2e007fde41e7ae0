package io.consilium.expert.nlp.internal.report;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.MethodScore;
import io.consilium.api.data.Report.Section;
import io.consilium.api.data.Series.Excluded;
import io.consilium.api.data.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says how the forecast was made, whether it earns its keep, what was left out, what may be wrong.
 */
final class TrustSection {
  private static final double SURE = 0.8;
  private static final int MANY_SEASONS = 3;
  private static final int FEW = 12;

  private final Figures figures;
  private final Forecast forecast;
  private final Optional<Table> table;

  TrustSection(Figures figures, Optional<Table> table) {
    this.figures = figures;
    this.forecast = figures.forecast();
    this.table = table;
  }

  Section write() {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(method());
    forecast.history().excluded().forEach(excluded -> paragraphs.add(leftOut(excluded)));
    caveats().ifPresent(paragraphs::add);
    return new Section("How far to trust it", paragraphs);
  }

  private String method() {
    String name = figures.name(forecast.method());
    Optional<MethodScore> own =
        forecast.scores().stream()
            .filter(score -> score.method().equals(forecast.method()) && score.origins() > 0)
            .findFirst();
    if (own.isEmpty()) {
      return "The method is “"
          + name
          + "”. The history is too short to test it on, so whether it beats the naive forecast is not"
          + " known.";
    }
    String chosen =
        forecast.scores().size() > 1
            ? "The method, “" + name + "”, was chosen among " + tried() + " by how each"
            : "The method is “" + name + "”, judged by how it";
    return chosen
        + " would have done on this page's own history ("
        + rounds(own.get())
        + "). "
        + verdict(own.get());
  }

  private String tried() {
    int tried = forecast.scores().size();
    return Numbers.hasWord(tried) ? Numbers.word(tried) : "many";
  }

  private String rounds(MethodScore score) {
    return score.origins() == 1
        ? "a single rolling origin"
        : figures.origins(score) + " rolling origins";
  }

  private String verdict(MethodScore own) {
    Optional<MethodScore> naive =
        forecast.scores().stream()
            .filter(MethodScore::naive)
            .min(Comparator.comparingDouble(MethodScore::mase));
    if (own.naive()) {
      return "No other method did better, so the forecast is the naive one (MASE "
          + figures.mase(own)
          + "): read it as a continuation, not as a finding.";
    }
    if (naive.isEmpty()) {
      return "Its MASE there is " + figures.mase(own) + "; no naive forecast was tried beside it.";
    }
    String both =
        "its MASE is " + figures.mase(own) + ", the naive forecast's " + figures.mase(naive.get());
    return own.mase() < naive.get().mase()
        ? "It beats the naive forecast there: " + both + margin(own, naive.get())
        : "It does not beat the naive forecast there: "
            + both
            + ". Read it as a continuation, not as a finding.";
  }

  private static String margin(MethodScore own, MethodScore naive) {
    return own.mase() > 0.95 * naive.mase() ? ". The margin is slim." : ".";
  }

  private String leftOut(Excluded excluded) {
    String value = excluded.value() == null ? "" : " (" + figures.excluded(excluded) + ")";
    return "The entry "
        + figures.quote(excluded.label())
        + value
        + " was left out of the history: "
        + figures.name(excluded.reason().replaceAll("[.\\s]+$", ""))
        + ".";
  }

  private Optional<String> caveats() {
    List<String> said = new ArrayList<>();
    int length = forecast.history().observations().size();
    int season = forecast.history().frequency().season();
    if (length < FEW || (season > 1 && length < MANY_SEASONS * season)) {
      said.add(
          "The history is short ("
              + figures.count()
              + " values), so the intervals are themselves uncertain.");
    }
    if (table.isPresent() && unsure(table.get())) {
      said.add("Some figures in the table were hard to read; check them against the page.");
    }
    said.add("The forecast knows nothing but these figures; it cannot foresee events.");
    return Optional.of(String.join(" ", said));
  }

  private static boolean unsure(Table table) {
    return table.rows().stream()
        .flatMap(List::stream)
        .anyMatch(cell -> cell.number() != null && cell.confidence() < SURE);
  }
}

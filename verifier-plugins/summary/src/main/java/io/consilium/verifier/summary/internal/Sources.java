package io.consilium.verifier.summary.internal;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Page;
import io.consilium.api.data.Report;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Table;
import io.consilium.api.host.Artifacts;
import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Claim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a report may speak of.
 *
 * @param documents the texts, if the report is on texts
 */
record Sources(
    Optional<Forecast> forecast,
    Optional<Table> table,
    Optional<Sentiment> sentiment,
    Optional<Page> page,
    List<String> documents) {
  private static final long LONGEST = 16_000_000;

  static Sources of(Claim claim, Artifacts artifacts) throws IOException {
    List<String> documents = new ArrayList<>();
    for (Artifact document : claim.inputs().getOrDefault("documents", List.of())) {
      documents.add(new String(artifacts.bytes(document, LONGEST), StandardCharsets.UTF_8));
    }
    return new Sources(
        read(claim, "forecast", Forecast.class, artifacts),
        read(claim, "table", Table.class, artifacts),
        read(claim, "sentiment", Sentiment.class, artifacts),
        read(claim, "page", Page.class, artifacts),
        documents);
  }

  private static <T> Optional<T> read(Claim claim, String name, Class<T> type, Artifacts artifacts)
      throws IOException {
    Optional<Artifact> input = claim.input(name);
    return input.isEmpty() ? Optional.empty() : Optional.of(artifacts.read(input.get(), type));
  }

  /** Every text that words may be taken from. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(documents);
    page.ifPresent(p -> p.blocks().forEach(block -> texts.add(block.text())));
    page.ifPresent(p -> texts.add(p.prose()));
    sentiment.ifPresent(s -> s.sentences().forEach(sentence -> texts.add(sentence.text())));
    table.ifPresent(Sources.add(texts));
    forecast.ifPresent(
        f -> {
          texts.add(f.history().name());
          texts.add(f.history().unit());
          texts.add(f.method());
          f.scores().forEach(score -> texts.add(score.method()));
          f.history().excluded().forEach(e -> texts.add(e.label() + " " + e.reason()));
        });
    return texts;
  }

  private static Consumer<Table> add(List<String> texts) {
    return table -> {
      texts.add(table.title());
      texts.addAll(table.columns());
      table.rows().forEach(row -> row.forEach(cell -> texts.add(cell.text())));
    };
  }

  /** True if a text that words may be taken from holds the same words, spaces aside. */
  boolean says(String words) {
    String wanted = Words.plain(words);
    return texts().stream().anyMatch(text -> Words.plain(text).contains(wanted));
  }

  /** True if the numeral stands in a text that words may be taken from, or in a citation. */
  boolean writes(String numeral, Report report) {
    List<String> texts = new ArrayList<>(texts());
    report.citations().forEach(citation -> texts.add(citation.quote()));
    return texts.stream()
        .flatMap(text -> Numeral.in(text).stream())
        .anyMatch(found -> found.text().equals(numeral));
  }
}

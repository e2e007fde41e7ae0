package io.consilium.distribution.evaluation.suites;

import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Sentiment.Label;
import io.consilium.distribution.evaluation.TaskRunner;
import io.consilium.distribution.evaluation.measure.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Sentences of financial news, one a task, through the document pipeline. */
final class SentimentSuite implements Suite {
  private static final String PIPELINE = "document-digest";
  private static final int USUAL = 100;

  /** A sentence with the label people gave it, and the one that the host gave. */
  private record Judged(String text, Label wanted, Optional<Label> given) {}

  @Override
  public String name() {
    return "sentiment";
  }

  @Override
  public String pipeline() {
    return PIPELINE;
  }

  @Override
  public String description() {
    return "Sentences of financial_phrasebank (test): accuracy and macro F1.";
  }

  @Override
  public Result run(Run run, TaskRunner.Opener host) throws IOException {
    List<Judged> sample = sample(run);
    AtomicInteger done = new AtomicInteger();
    try (Scratch scratch = Scratch.create("sentences");
        Tasks tasks = new Tasks(host.open())) {
      List<Judged> judged =
          Workers.map(
              sample,
              tasks.parallel(),
              one -> {
                int number = done.incrementAndGet();
                Path file = scratch.path().resolve("sentence-" + number + ".txt");
                Files.writeString(file, one.text());
                Answers answers = tasks.run(PIPELINE, file);
                Optional<Label> given =
                    answers.first("sentiments", Sentiment.class).map(Sentiment::label);
                if (number % 20 == 0 || number == sample.size()) {
                  run.watch().progress(number + "/" + sample.size() + " sentences");
                }
                run.watch().item(fields(one, given));
                return new Judged(one.text(), one.wanted(), given);
              });
      return result(judged);
    }
  }

  private static Map<String, Object> fields(Judged one, Optional<Label> given) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", one.text());
    fields.put("wanted", one.wanted().name());
    fields.put("given", given.map(Label::name).orElse(""));
    return fields;
  }

  private static List<Judged> sample(Run run) throws IOException {
    List<List<String>> rows =
        Csv.parse(Files.readString(run.need("financial_phrasebank").resolve("test.csv")));
    int text = rows.get(0).indexOf("text");
    int label = rows.get(0).indexOf("label");
    if (text < 0 || label < 0) {
      throw new MissingData(
          "financial_phrasebank/test.csv lacks the columns text and label (" + rows.get(0) + ").");
    }
    List<Judged> all = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      Label wanted = Label.valueOf(row.get(label).toUpperCase(Locale.ROOT));
      all.add(new Judged(row.get(text), wanted, Optional.empty()));
    }
    Collections.shuffle(all, new Random(20_240_615));
    return all.subList(0, Math.min(all.size(), run.limit().orElse(USUAL)));
  }

  private static Result result(List<Judged> judged) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    int right = (int) judged.stream().filter(SentimentSuite::isRight).count();
    metrics.put("accuracy", Metric.share(right, judged.size()));
    metrics.put("macro-f1", Metric.bootstrap(judged, SentimentSuite::macroF1));
    int given = (int) judged.stream().filter(one -> one.given().isPresent()).count();
    metrics.put("judged", Metric.share(given, judged.size()));
    String source = "README of the data set, from memory of Araci 2019";
    return new Result(
        judged.size(),
        metrics,
        List.of(
            new Reference("FinBERT", "accuracy", 0.86, source),
            new Reference("FinBERT", "macro-f1", 0.84, source),
            new Reference("always neutral", "accuracy", 0.594, "README of the data set")),
        List.of(
            "A sample of " + USUAL + " sentences with a fixed seed unless --limit says otherwise.",
            "Nothing that ships was trained on this data set (CC BY-NC-SA)."));
  }

  private static boolean isRight(Judged one) {
    return one.given().filter(label -> label == one.wanted()).isPresent();
  }

  private static double macroF1(List<Judged> judged) {
    double sum = 0;
    for (Label label : Label.values()) {
      long hits = judged.stream().filter(one -> one.wanted() == label && isRight(one)).count();
      long wanted = judged.stream().filter(one -> one.wanted() == label).count();
      long given =
          judged.stream().filter(one -> one.given().filter(it -> it == label).isPresent()).count();
      sum += wanted + given == 0 ? 0 : 2.0 * hits / (wanted + given);
    }
    return sum / Label.values().length;
  }
}

package io.consilium.expert.nlp.internal;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Citation;
import io.consilium.api.data.Report.Section;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Sentiment.Label;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.expert.nlp.internal.embedding.MiniLm;
import io.consilium.tck.ExpertTck;
import io.consilium.tck.TestContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** Every expert of the bundle, as the module makes it, keeps the rules for experts. */
class NlpTckTest {
  private static final String TEXT =
      "Operating profit rose to EUR 9.1 mn. Net sales declined by 4 %. The head office is in Oslo.";

  /** The rules, for the expert with a given id. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class Rules extends ExpertTck {
    private final Injector injector = Guice.createInjector(new NlpModule());

    @Override
    protected Expert expert() {
      return injector.getInstance(Key.get(new TypeLiteral<Set<Expert>>() {})).stream()
          .filter(expert -> expert.descriptor().id().equals(id()))
          .findFirst()
          .orElseThrow();
    }

    @Override
    protected List<Assignment> samples() {
      return List.of(new Assignment(capability(), "", inputs(), Settings.EMPTY));
    }

    @AfterAll
    void close() {
      injector.getInstance(MiniLm.class).close();
    }

    abstract String id();

    abstract String capability();

    abstract Map<String, List<Artifact>> inputs();
  }

  @Nested
  class OfSentiment extends Rules {
    @Override
    String id() {
      return "nlp.sentiment";
    }

    @Override
    String capability() {
      return "nlp.sentiment";
    }

    @Override
    Map<String, List<Artifact>> inputs() {
      return Map.of("text", List.of(text()));
    }
  }

  @Nested
  class OfSummaries extends Rules {
    @Override
    String id() {
      return "nlp.summaries";
    }

    @Override
    String capability() {
      return "nlp.summarize";
    }

    @Override
    Map<String, List<Artifact>> inputs() {
      return Map.of("text", List.of(text()));
    }
  }

  @Nested
  class OfDigests extends Rules {
    @Override
    String id() {
      return "nlp.digests";
    }

    @Override
    String capability() {
      return "nlp.digest";
    }

    @Override
    Map<String, List<Artifact>> inputs() {
      String quote = "Net sales declined by 4 %.";
      Report summary =
          new Report(
              "Report",
              List.of(new Section("Summary", List.of(quote + " [1]"))),
              List.of(),
              List.of(new Citation("[1]", "Report", quote)));
      return Map.of("documents", List.of(text()), "summaries", List.of(value(summary)));
    }
  }

  @Nested
  class OfReports extends Rules {
    @Override
    String id() {
      return "report.writer";
    }

    @Override
    String capability() {
      return "report.write";
    }

    @Override
    Map<String, List<Artifact>> inputs() {
      Series series =
          new Series(
              "Sales",
              "EUR million",
              Frequency.YEARLY,
              List.of(new Observation("2022", 4), new Observation("2023", 5)),
              List.of());
      Forecast forecast =
          new Forecast(
              series, "naive", List.of(new ForecastPoint("2024", 5, 4, 6, 3, 7)), List.of());
      Sentiment sentiment = new Sentiment(Label.NEUTRAL, 0, List.of());
      return Map.of("forecast", List.of(value(forecast)), "sentiment", List.of(value(sentiment)));
    }
  }

  private static Artifact text() {
    return TestContext.create()
        .artifacts()
        .of(MediaType.TEXT, TEXT.getBytes(StandardCharsets.UTF_8));
  }

  private static Artifact value(Object value) {
    return TestContext.create().artifacts().of(value);
  }
}

package io.consilium.expert.nlp.internal.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Citation;
import io.consilium.api.data.Report.Section;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Declined;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.expert.nlp.internal.embedding.MiniLm;
import io.consilium.expert.nlp.internal.sentiment.Judge;
import io.consilium.expert.nlp.internal.sentiment.SentimentExpert;
import io.consilium.tck.TestContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SummariesTest {
  private static final String PUMPS =
      """
      Northern Pumps: third quarter

      Northern Pumps' net sales grew by 8 % to EUR 61.2 million in the third quarter. The growth
      came from the mining industry, where customers renewed their equipment. Operating profit rose
      to EUR 6.9 million from EUR 5.8 million a year earlier. The order book reached a record level.

      The company opened a service centre in Tampere. The head office is in Turku.

      Northern Pumps expects its sales to grow in the fourth quarter as well. The company has some
      900 employees. Page 1 of 3
      """;
  private static final String PAPER =
      """
      Paper maker closes a machine

      Lakeside Paper will shut down its oldest paper machine and lay off 140 people. Demand for
      newsprint has fallen for years and prices are low. Operating profit fell to EUR 1.1 million
      from EUR 4.0 million a year earlier. The mill's pulp line is not affected.
      """;

  private static final MiniLm MODEL = new MiniLm();
  private final TestContext context = TestContext.create();

  @AfterAll
  static void close() {
    MODEL.close();
  }

  @Test
  void summarisesInTheWordsOfTheText() throws Exception {
    Report summary = summary(PUMPS, Settings.EMPTY);

    assertThat(summary.title()).isEqualTo("Northern Pumps: third quarter");
    assertThat(summary.citations())
        .hasSize(3)
        .allSatisfy(
            citation -> assertThat(PUMPS.replaceAll("\\s+", " ")).contains(citation.quote()));
    assertThat(summary.sections().get(0).paragraphs())
        .containsExactlyElementsOf(
            summary.citations().stream().map(c -> c.quote() + " " + c.mark()).toList());
  }

  @Test
  void givesAsManySentencesAsAsked() throws Exception {
    assertThat(summary(PUMPS, Settings.of(Map.of("sentences", 1))).citations()).hasSize(1);
    assertThat(summary(PUMPS, Settings.of(Map.of("sentences", 50))).citations())
        .hasSizeBetween(7, 10);
  }

  @Test
  void declinesWhatItCannotSummarise() throws Exception {
    for (String text : List.of("", "1 2 3", "第三四半期の売上高は前年同期比で増加しました。")) {
      assertThat(new SummaryExpert(MODEL).solve(assignment("nlp.summarize", text), context))
          .isInstanceOf(Declined.class);
    }
  }

  @Test
  void digestsDocumentsWithExactQuotes() throws Exception {
    Report digest = digest(List.of(PUMPS, PAPER), List.of(PUMPS, PAPER));
    String text = text(digest);

    assertThat(digest.title()).isEqualTo("Digest of two documents");
    assertThat(text)
        .contains("[1] sounds positive and [2] sounds negative")
        .contains("[1] Northern Pumps: third quarter")
        .contains("[2] Paper maker closes a machine");
    assertThat(digest.citations())
        .extracting(Citation::mark)
        .contains("[1]", "[2]")
        .allSatisfy(mark -> assertThat(text).contains(mark));
    for (Citation citation : digest.citations()) {
      String document = citation.mark().equals("[1]") ? PUMPS : PAPER;
      assertThat(document.replaceAll("\\s+", " ")).contains(citation.quote());
    }
  }

  @Test
  void keepsDocumentsApartWhenSomeWereNotJudged() throws Exception {
    Report digest = digest(List.of(PUMPS, PAPER), List.of(PAPER));

    assertThat(text(digest)).contains("[2] sounds negative").doesNotContain("[1] sounds");
  }

  private Report summary(String text, Settings settings) throws Exception {
    ExpertOutcome outcome =
        new SummaryExpert(MODEL)
            .solve(
                new Assignment(
                    "nlp.summarize", "", Map.of("text", List.of(document(text))), settings),
                context);
    return context.artifacts().read(((Solved) outcome).outputs().get("summary"), Report.class);
  }

  private Report digest(List<String> documents, List<String> judged) throws Exception {
    List<Artifact> summaries = new ArrayList<>();
    for (String text : documents) {
      summaries.add(solved(new SummaryExpert(MODEL), "nlp.summarize", text, "summary"));
    }
    List<Artifact> sentiments = new ArrayList<>();
    for (String text : judged) {
      Expert expert = new SentimentExpert(new Judge(MODEL));
      sentiments.add(solved(expert, "nlp.sentiment", text, "sentiment"));
    }
    Map<String, List<Artifact>> inputs =
        Map.of(
            "documents",
            documents.stream().map(this::document).toList(),
            "summaries",
            summaries,
            "sentiments",
            sentiments);
    ExpertOutcome outcome =
        new DigestExpert(MODEL)
            .solve(new Assignment("nlp.digest", "", inputs, Settings.EMPTY), context);
    return context.artifacts().read(((Solved) outcome).outputs().get("report"), Report.class);
  }

  private Artifact solved(Expert expert, String capability, String text, String output)
      throws Exception {
    return ((Solved) expert.solve(assignment(capability, text), context)).outputs().get(output);
  }

  private Assignment assignment(String capability, String text) {
    return new Assignment(capability, "", Map.of("text", List.of(document(text))), Settings.EMPTY);
  }

  private Artifact document(String text) {
    return context.artifacts().of(MediaType.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Report report) {
    return report.sections().stream()
        .flatMap(
            (Section section) ->
                Stream.concat(Stream.of(section.heading()), section.paragraphs().stream()))
        .reduce("", (a, b) -> a + "\n" + b);
  }
}

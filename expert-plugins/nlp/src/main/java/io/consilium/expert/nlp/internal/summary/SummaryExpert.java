package io.consilium.expert.nlp.internal.summary;

import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Citation;
import io.consilium.api.data.Report.Figure;
import io.consilium.api.data.Report.Section;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.task.MediaType;
import io.consilium.expert.nlp.internal.embedding.Embeddings;
import io.consilium.expert.nlp.internal.text.InputText;
import io.consilium.expert.nlp.internal.text.Numerals;
import io.consilium.expert.nlp.internal.text.Prose;
import io.consilium.expert.nlp.internal.text.Sentences;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Summarises a text by its most telling sentences, word for word. Parameters: {@code sentences}
 * (how many, 1 to 50), {@code document} (its name in the citations). Thread-safe.
 */
public final class SummaryExpert implements Expert, AutoCloseable {
  private static final Capability SUMMARIZE =
      new Capability(
          "nlp.summarize",
          Map.of("text", MediaType.TEXT),
          Map.of("summary", Vocabulary.mediaType(Report.class)));
  private static final int MOST = 50;
  private static final int FEWEST = 3;
  private static final int USUAL_MOST = 7;

  /** More sentences than that are thinned out: a vector takes a few milliseconds. */
  private static final int RANKED = 1000;

  private final Embeddings embeddings;

  @Inject
  public SummaryExpert(Embeddings embeddings) {
    this.embeddings = embeddings;
  }

  @Override
  public ExpertDescriptor descriptor() {
    return ExpertDescriptor.pure(
        "nlp.summaries",
        "Summarises an English text by its most central sentences, quoted word for word.",
        SUMMARIZE);
  }

  @Override
  public void warmUp() {
    embeddings.load();
  }

  @Override
  public void close() {
    embeddings.close();
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
    double asked = assignment.parameters().number("sentences", 0);
    if (asked < 0 || asked > MOST) {
      return ExpertOutcome.badInput(
          "A summary has 1 to "
              + MOST
              + " sentences, the setting \"sentences\" is ("
              + asked
              + ").");
    }
    InputText.Read read = InputText.of(assignment, context);
    if (read instanceof InputText.Unfit unfit) {
      return unfit.declined();
    }
    String text = ((InputText.English) read).text();
    String name = assignment.parameters().text("document", Names.of(text));
    List<String> sentences = telling(text);
    if (sentences.isEmpty()) {
      return ExpertOutcome.absent("The text holds no sentence to summarise, only figures.");
    }
    List<float[]> vectors = new ArrayList<>();
    for (String sentence : sentences) {
      if (context.cancelled()) {
        return new ExpertOutcome.Failed(
            "cancelled", "Stopped after " + vectors.size() + " sentences.");
      }
      vectors.add(embeddings.of(sentence));
    }
    int wanted = asked >= 1 ? (int) asked : usual(sentences.size());
    List<String> picked =
        Ranking.pick(sentences, vectors, wanted).stream().map(sentences::get).toList();
    return solved(name, picked, context);
  }

  private static int usual(int sentences) {
    return Math.max(FEWEST, Math.min(USUAL_MOST, (int) Math.round(Math.sqrt(sentences))));
  }

  private static List<String> telling(String text) {
    List<String> all = Sentences.of(text).stream().filter(Prose::tells).distinct().toList();
    List<String> whole = all.stream().filter(Prose::ends).toList();
    List<String> usable = whole.isEmpty() ? all : whole;
    int step = Math.max(1, (usable.size() + RANKED - 1) / RANKED);
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < usable.size(); i += step) {
      kept.add(usable.get(i));
    }
    return kept;
  }

  private static ExpertOutcome solved(String name, List<String> picked, CallContext context) {
    List<Citation> citations = new ArrayList<>();
    List<String> paragraphs = new ArrayList<>();
    for (String sentence : picked) {
      String mark = "[" + (citations.size() + 1) + "]";
      citations.add(new Citation(mark, name, sentence));
      paragraphs.add(sentence + " " + mark);
    }
    List<Figure> figures =
        picked.stream()
            .flatMap(sentence -> Numerals.in(sentence, "page:quote").stream())
            .distinct()
            .toList();
    Report summary =
        new Report(name, List.of(new Section("Summary", paragraphs)), figures, citations);
    return new ExpertOutcome.Solved(
        Map.of("summary", context.artifacts().of(summary)),
        0.8,
        Facts.of("sentences", picked.size()));
  }
}

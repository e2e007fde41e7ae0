package io.consilium.expert.nlp.internal.sentiment;

import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Sentiment.Sentence;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Determinism;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.expert.nlp.internal.text.InputText;
import io.consilium.expert.nlp.internal.text.Sentences;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judges how a text of financial English sounds, sentence by sentence, and says what drove it. */
public final class SentimentExpert implements Expert, AutoCloseable {
  private static final Capability SENTIMENT =
      new Capability(
          "nlp.sentiment",
          Map.of(),
          InputText.PAGE_OR_TEXT,
          Map.of("sentiment", Vocabulary.mediaType(Sentiment.class)));

  /** The largest text on a busy core. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Judge judge;

  @Inject
  public SentimentExpert(Judge judge) {
    this.judge = judge;
  }

  @Override
  public ExpertDescriptor descriptor() {
    return new ExpertDescriptor(
        "nlp.sentiment",
        "Judges the tone of financial news and reports in English: positive, neutral or negative,"
            + " for each sentence and overall, with the phrases that drove it.",
        List.of(SENTIMENT),
        Effect.PURE,
        Determinism.DETERMINISTIC,
        1,
        LONGEST,
        4);
  }

  @Override
  public void warmUp() {
    judge.load();
  }

  @Override
  public void close() {
    judge.close();
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
    InputText.Read read = InputText.of(assignment, context);
    if (read instanceof InputText.Unfit unfit) {
      return unfit.declined();
    }
    List<Sentence> sentences = new ArrayList<>();
    for (String sentence : Sentences.of(((InputText.English) read).text())) {
      if (context.cancelled()) {
        return new ExpertOutcome.Failed(
            "cancelled", "Stopped after " + sentences.size() + " sentences.");
      }
      sentences.add(judge.judge(sentence));
    }
    return solved(Overall.of(sentences), context);
  }

  private static ExpertOutcome solved(Sentiment sentiment, CallContext context) {
    double confidence =
        sentiment.sentences().stream().mapToDouble(Sentence::confidence).average().orElse(0);
    return new ExpertOutcome.Solved(
        Map.of("sentiment", context.artifacts().of(sentiment)),
        confidence,
        Facts.of("label", sentiment.label().name().toLowerCase(Locale.ROOT))
            .with("score", sentiment.score())
            .with("sentences", sentiment.sentences().size()));
  }
}

package io.consilium.expert.nlp.internal.sentiment;

import io.consilium.api.data.Sentiment.Driver;
import io.consilium.api.data.Sentiment.Label;
import io.consilium.api.data.Sentiment.Sentence;
import io.consilium.expert.nlp.internal.embedding.Embeddings;
import io.consilium.expert.nlp.internal.text.Prose;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Judges one sentence: rules for evidence, a vector for the rest, the head to weigh both.
 * Thread-safe.
 */
public final class Judge implements AutoCloseable {
  private static final int DRIVERS = 5;
  private static final int CHUNK_WORDS = 3;
  private static final double FELT = 0.05;

  private final Embeddings embeddings;
  private final Rules rules = new Rules(Lexicon.shipped());
  private final Head head = Head.shipped();

  @Inject
  public Judge(Embeddings embeddings) {
    this.embeddings = embeddings;
  }

  /** Loads the sentence model. */
  public void load() {
    embeddings.load();
  }

  @Override
  public void close() {
    embeddings.close();
  }

  /** Judges one sentence; figures and small print are neutral by what they are. */
  public Sentence judge(String sentence) {
    if (!Prose.tells(sentence)) {
      return new Sentence(sentence, Label.NEUTRAL, 0, 1, List.of());
    }
    List<Evidence> evidence = rules.of(sentence);
    double[] p = head.probabilities(Features.of(evidence, embeddings.of(sentence)));
    Label label = label(p);
    double score = score(p);
    return new Sentence(
        sentence, label, score, p[label.ordinal()], drivers(sentence, evidence, label, score));
  }

  private static Label label(double[] p) {
    Label best = Label.NEUTRAL;
    for (Label label : Label.values()) {
      best = p[label.ordinal()] > p[best.ordinal()] ? label : best;
    }
    return best;
  }

  private static double score(double[] p) {
    return p[Label.POSITIVE.ordinal()] - p[Label.NEGATIVE.ordinal()];
  }

  private List<Driver> drivers(
      String sentence, List<Evidence> evidence, Label label, double score) {
    int sign = label == Label.POSITIVE ? 1 : label == Label.NEGATIVE ? -1 : 0;
    boolean explained = sign == 0 || evidence.stream().anyMatch(e -> e.weight() * sign > 0);
    if (!explained) {
      return felt(sentence, evidence, sign, score);
    }
    return evidence.stream()
        .filter(e -> Math.abs(e.weight()) >= FELT)
        .sorted(Comparator.comparing((Evidence e) -> e.weight() * sign < 0))
        .limit(DRIVERS)
        .map(e -> driver(sentence, e))
        .toList();
  }

  private static Driver driver(String sentence, Evidence evidence) {
    double weight = Math.max(-1, Math.min(1, evidence.weight()));
    return new Driver(evidence.in(sentence), weight);
  }

  /** No rule speaks for the label: what changes the score most when it is left out. */
  private List<Driver> felt(String sentence, List<Evidence> evidence, int sign, double score) {
    List<Token> tokens = Token.of(sentence);
    List<Driver> drivers = new ArrayList<>();
    for (int from = 0; from < tokens.size() && tokens.size() > CHUNK_WORDS; from += CHUNK_WORDS) {
      int last = Math.min(from + CHUNK_WORDS, tokens.size()) - 1;
      int start = tokens.get(from).start();
      int end = tokens.get(last).end();
      String without = sentence.substring(0, start) + sentence.substring(end);
      double change =
          score - score(head.probabilities(Features.of(evidence, embeddings.of(without))));
      if (change * sign > FELT) {
        drivers.add(new Driver(sentence.substring(start, end), Math.max(-1, Math.min(1, change))));
      }
    }
    drivers.sort(Comparator.comparingDouble((Driver d) -> -d.weight() * sign));
    return drivers.isEmpty()
        ? List.of(new Driver(sentence, score))
        : List.copyOf(drivers.subList(0, Math.min(2, drivers.size())));
  }
}

package io.consilium.expert.nlp.internal.sentiment;

import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Sentiment.Label;
import io.consilium.api.data.Sentiment.Sentence;
import io.consilium.expert.nlp.internal.text.Prose;
import java.util.List;

/**
 * Sums sentences up: the mean of their scores, weighted by length (its square root beyond a few
 * words, so that one long sentence does not drown the others) and less for those that merely state
 * something. Figures and small print do not count. Stateless.
 */
final class Overall {
  private static final double CLEAR = 0.15;
  private static final double NEUTRAL_SHARE = 0.35;

  private Overall() {}

  static Sentiment of(List<Sentence> sentences) {
    double sum = 0;
    double weights = 0;
    for (Sentence sentence : sentences) {
      if (Prose.tells(sentence.text())) {
        double weight = Math.sqrt(Math.min(400, sentence.text().length()));
        weight *= sentence.label() == Label.NEUTRAL ? NEUTRAL_SHARE : 1;
        sum += weight * sentence.score();
        weights += weight;
      }
    }
    double score = weights == 0 ? 0 : sum / weights;
    Label label = score > CLEAR ? Label.POSITIVE : score < -CLEAR ? Label.NEGATIVE : Label.NEUTRAL;
    return new Sentiment(label, score, sentences);
  }
}

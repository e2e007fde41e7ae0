package io.consilium.api.data;

import java.util.List;
import java.util.Objects;

/**
 * How a text sounds, as a reader of financial news would take it.
 *
 * @param label overall
 * @param score -1 (negative) to 1 (positive)
 * @param sentences each judged by itself, in order
 */
public record Sentiment(Label label, double score, List<Sentence> sentences) {

  /** How it sounds. */
  public enum Label {
    POSITIVE,
    NEUTRAL,
    NEGATIVE
  }

  /** One sentence with what drove its judgement, strongest first. */
  public record Sentence(
      String text, Label label, double score, double confidence, List<Driver> drivers) {
    public Sentence {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(label, "label");
      drivers = List.copyOf(drivers);
    }
  }

  /** A phrase as it stands in the text, and how much it weighed, -1 to 1. */
  public record Driver(String phrase, double weight) {
    public Driver {
      Objects.requireNonNull(phrase, "phrase");
    }
  }

  public Sentiment {
    Objects.requireNonNull(label, "label");
    sentences = List.copyOf(sentences);
  }
}

package io.consilium.expert.nlp.internal.report;

import io.consilium.api.data.Report.Section;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Sentiment.Driver;
import io.consilium.api.data.Sentiment.Label;
import io.consilium.api.data.Sentiment.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says how the page's text sounds, in its own words, and whether that fits its figures. */
final class ToneSection {
  private static final int QUOTABLE = 220;

  private final Figures figures;
  private final Sentiment sentiment;

  ToneSection(Figures figures, Sentiment sentiment) {
    this.figures = figures;
    this.sentiment = sentiment;
  }

  Section write() {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(overall());
    quotation().ifPresent(paragraphs::add);
    contrast().ifPresent(paragraphs::add);
    return new Section("What the text says", paragraphs);
  }

  private String overall() {
    String score = figures.sentiment("score", sentiment.score(), 2);
    String tone =
        switch (sentiment.label()) {
          case POSITIVE -> "The text around the figures sounds positive";
          case NEGATIVE -> "The text around the figures sounds negative";
          case NEUTRAL ->
              count(Label.POSITIVE) > 0 && count(Label.NEGATIVE) > 0
                  ? "Good and bad news in the text balance one another"
                  : "The text around the figures is matter-of-fact";
        };
    return tone + " (score " + score + "): " + counts();
  }

  private String counts() {
    int all = sentiment.sentences().size();
    if (all == 1) {
      return "it is a single sentence.";
    }
    String sentences = figures.sentiment("sentences", all, 0);
    List<String> parts = new ArrayList<>();
    for (Label label : List.of(Label.POSITIVE, Label.NEGATIVE, Label.NEUTRAL)) {
      if (count(label) > 0) {
        String word = label.name().toLowerCase(java.util.Locale.ROOT);
        String verb = parts.isEmpty() ? (count(label) == 1 ? " is " : " are ") : " ";
        parts.add(figures.sentiment(word, count(label), 0) + verb + word);
      }
    }
    String last = parts.remove(parts.size() - 1);
    String listed = parts.isEmpty() ? last : String.join(", ", parts) + " and " + last;
    return "of its " + sentences + " sentences, " + listed + ".";
  }

  private int count(Label label) {
    return (int) sentiment.sentences().stream().filter(s -> s.label() == label).count();
  }

  private Optional<String> quotation() {
    double sign = Math.signum(sentiment.score());
    Optional<Sentence> loudest =
        sentiment.sentences().stream()
            .filter(s -> s.label() != Label.NEUTRAL && s.score() * sign > 0)
            .max(Comparator.comparingDouble(s -> Math.abs(s.score())));
    return loudest.map(
        sentence -> {
          String weight = sentence.score() > 0 ? "for the better" : "for the worse";
          String quote = quotable(sentence);
          return "What weighs most " + weight + ": " + figures.quote(quote) + closing(quote);
        });
  }

  private static String closing(String quote) {
    return quote.matches("(?s).*[.!?]") ? "" : ".";
  }

  private static String quotable(Sentence sentence) {
    return sentence.text().length() <= QUOTABLE
        ? sentence.text()
        : sentence.drivers().stream().findFirst().map(Driver::phrase).orElse(cut(sentence.text()));
  }

  private static String cut(String text) {
    int space = text.lastIndexOf(' ', QUOTABLE);
    return text.substring(0, space > 0 ? space : QUOTABLE) + " …";
  }

  /** Tone and figures that point apart are worth a remark. */
  private Optional<String> contrast() {
    return Changes.yearBefore(figures.history())
        .map(then -> Math.signum(Changes.last(figures.history()).value() - then.value()))
        .filter(direction -> direction != 0)
        .flatMap(this::contrast);
  }

  private Optional<String> contrast(double direction) {
    if (sentiment.label() == Label.POSITIVE && direction < 0) {
      return Optional.of(
          "The figure itself has fallen, so tone and numbers do not point the same way.");
    }
    if (sentiment.label() == Label.NEGATIVE && direction > 0) {
      return Optional.of(
          "The figure itself has risen, so tone and numbers do not point the same way.");
    }
    return Optional.empty();
  }
}

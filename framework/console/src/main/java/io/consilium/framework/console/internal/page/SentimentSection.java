package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Sentiment.Driver;
import io.consilium.api.data.Sentiment.Sentence;
import io.consilium.api.task.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How texts sound, sentence by sentence, with the phrases that drove it.
 *
 * @param inputs names the texts where there is one judgement an input
 */
record SentimentSection(List<Outputs.Output<Sentiment>> sentiments, List<Task.Input> inputs)
    implements Section {

  @Override
  public void write(Html html) {
    if (sentiments.isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", "sentiment")
        .element("h2", "How the text sounds", "id", "sentiment");
    boolean many = sentiments.size() > 1;
    for (Outputs.Output<Sentiment> one : sentiments) {
      String name =
          many && sentiments.size() == inputs.size() ? inputs.get(one.index()).label() : "";
      if (many) {
        html.open("details");
        html.open("summary");
        verdict(html, one.value(), name.isEmpty() ? "Text " + (one.index() + 1) : name);
        html.close("summary");
      } else {
        html.open("p");
        verdict(html, one.value(), "Overall");
        html.close("p");
      }
      sentences(html, one.value());
      html.constant(many ? "</details>" : "");
    }
    html.close("section");
  }

  private static void verdict(Html html, Sentiment sentiment, String name) {
    html.element("strong", name + " ");
    html.element(
        "span", Wording.word(sentiment.label()), "class", "tone " + tone(sentiment.label()));
    html.element("span", " score " + Figures.plain(sentiment.score()), "class", "note");
  }

  private static void sentences(Html html, Sentiment sentiment) {
    html.open("ol", "class", "sentences");
    for (Sentence sentence : sentiment.sentences()) {
      html.open(
          "li",
          "class",
          tone(sentence.label()),
          "title",
          Wording.word(sentence.label())
              + ", score "
              + Figures.plain(sentence.score())
              + ", confidence "
              + Figures.plain(sentence.confidence()));
      html.element(
          "span", Wording.word(sentence.label()), "class", "tone " + tone(sentence.label()));
      html.text(" ");
      highlighted(html, sentence);
      html.close("li");
    }
    html.close("ol");
  }

  /** Where a driver's phrase stands in the sentence; the first of each, without overlaps. */
  private record Span(int from, int to, double weight) {}

  private static void highlighted(Html html, Sentence sentence) {
    List<Span> spans = new ArrayList<>();
    for (Driver driver : sentence.drivers()) {
      int at = driver.phrase().isEmpty() ? -1 : sentence.text().indexOf(driver.phrase());
      int end = at + driver.phrase().length();
      if (at >= 0 && spans.stream().noneMatch(span -> at < span.to() && span.from() < end)) {
        spans.add(new Span(at, end, driver.weight()));
      }
    }
    spans.sort(Comparator.comparingInt(Span::from));
    int at = 0;
    for (Span span : spans) {
      html.text(sentence.text().substring(at, span.from()));
      html.element(
          "mark",
          sentence.text().substring(span.from(), span.to()),
          "class",
          span.weight() > 0 ? "positive" : span.weight() < 0 ? "negative" : "neutral",
          "title",
          "weighs " + Figures.plain(span.weight()));
      at = span.to();
    }
    html.text(sentence.text().substring(at));
  }

  private static String tone(Sentiment.Label label) {
    return Wording.word(label);
  }
}

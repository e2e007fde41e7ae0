package io.consilium.expert.nlp.internal.summary;

import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Citation;
import io.consilium.api.data.Sentiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A document with what was found about it.
 *
 * @param mark how it is cited, such as {@code [2]}
 * @param summary absent if it could not be summarised
 * @param sentiment absent if it was not judged
 */
record Source(String mark, String name, Optional<Report> summary, Optional<Sentiment> sentiment) {
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
  private static final int COMPARED = 3;

  /**
   * Brings documents together with their summaries and sentiments. A document may lack either, so
   * each is recognised by its words, which stand in the document.
   */
  static List<Source> together(
      List<String> documents, List<Report> summaries, List<Sentiment> sentiments) {
    List<Report> summariesLeft = new ArrayList<>(summaries);
    List<Sentiment> sentimentsLeft = new ArrayList<>(sentiments);
    List<Source> sources = new ArrayList<>();
    for (String document : documents) {
      String words = plain(document);
      Optional<Report> summary =
          summariesLeft.stream().filter(report -> all(words, quotes(report))).findFirst();
      Optional<Sentiment> sentiment =
          sentimentsLeft.stream().filter(judged -> all(words, sentences(judged))).findFirst();
      summary.ifPresent(summariesLeft::remove);
      sentiment.ifPresent(sentimentsLeft::remove);
      String mark = "[" + (sources.size() + 1) + "]";
      sources.add(new Source(mark, Names.of(document), summary, sentiment));
    }
    return sources;
  }

  private static String plain(String text) {
    return BLANK.matcher(text).replaceAll(" ").trim();
  }

  private static List<String> quotes(Report summary) {
    return summary.citations().stream().map(Citation::quote).toList();
  }

  private static List<String> sentences(Sentiment sentiment) {
    return sentiment.sentences().stream().map(Sentiment.Sentence::text).limit(COMPARED).toList();
  }

  private static boolean all(String words, List<String> quotes) {
    return !quotes.isEmpty() && quotes.stream().allMatch(words::contains);
  }

  /** The sentences of the summary, word for word. */
  List<String> told() {
    return summary.map(Source::quotes).orElse(List.of());
  }
}

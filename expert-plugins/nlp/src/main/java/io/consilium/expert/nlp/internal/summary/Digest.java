package io.consilium.expert.nlp.internal.summary;

import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Citation;
import io.consilium.api.data.Report.Figure;
import io.consilium.api.data.Report.Section;
import io.consilium.api.data.Sentiment;
import io.consilium.api.data.Sentiment.Label;
import io.consilium.api.data.Sentiment.Sentence;
import io.consilium.expert.nlp.internal.embedding.Embeddings;
import io.consilium.expert.nlp.internal.text.Numerals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes one report out of many documents. One report, one thread. */
final class Digest {
  private static final int QUOTED = 3;
  private static final int SHARED = 3;
  private static final double ALIKE = 0.55;
  private static final String[] COUNTS = {
    "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
    "Twelve"
  };

  private final List<Source> sources;
  private final Embeddings embeddings;
  private final List<Citation> citations = new ArrayList<>();
  private final List<Figure> counts = new ArrayList<>();

  Digest(List<Source> sources, Embeddings embeddings) {
    this.sources = sources;
    this.embeddings = embeddings;
  }

  Report write() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("At a glance", glance()));
    for (Source source : sources) {
      sections.add(new Section(source.mark() + " " + source.name(), about(source)));
    }
    List<String> shared = shared();
    if (!shared.isEmpty()) {
      sections.add(new Section("Where they meet", shared));
    }
    List<String> words = new ArrayList<>();
    sources.forEach(source -> words.add(source.name()));
    citations.forEach(citation -> words.add(citation.quote()));
    List<Figure> figures = new ArrayList<>(counts);
    words.stream()
        .flatMap(quoted -> Numerals.in(quoted, "page:quote").stream())
        .distinct()
        .forEach(figures::add);
    return new Report(title(), sections, figures, citations);
  }

  private String title() {
    return sources.size() == 1
        ? "Digest of one document"
        : "Digest of " + count(sources.size(), "documents").toLowerCase(Locale.ROOT);
  }

  private List<String> glance() {
    List<String> out = new ArrayList<>();
    out.add(tones());
    loudest(Label.POSITIVE).ifPresent(quote -> out.add("The best news: " + quote));
    loudest(Label.NEGATIVE).ifPresent(quote -> out.add("The worst: " + quote));
    return out;
  }

  private String tones() {
    List<String> parts = new ArrayList<>();
    for (Label label : Label.values()) {
      List<String> marks =
          sources.stream()
              .filter(s -> s.sentiment().map(judged -> judged.label() == label).orElse(false))
              .map(Source::mark)
              .toList();
      if (!marks.isEmpty()) {
        String verb = marks.size() == 1 ? " sounds " : " sound ";
        parts.add(listed(marks) + verb + label.name().toLowerCase(Locale.ROOT));
      }
    }
    String read =
        sources.size() == 1
            ? "One document was read"
            : count(sources.size(), "documents were read");
    return parts.isEmpty()
        ? read + "; none was judged for its tone."
        : read + ": " + listed(parts) + ".";
  }

  private static String listed(List<String> parts) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.get(0)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  private String count(int count, String of) {
    if (count < COUNTS.length) {
      return COUNTS[count] + " " + of;
    }
    counts.add(new Figure(Integer.toString(count), count, "count:documents"));
    return count + " " + of;
  }

  /** A sentence of one document, with whose it is. */
  private record Said(Source source, Sentence sentence) {}

  private Optional<String> loudest(Label label) {
    double sign = label == Label.POSITIVE ? 1 : -1;
    return sources.stream()
        .flatMap(
            source ->
                source.sentiment().stream()
                    .flatMap(judged -> judged.sentences().stream())
                    .filter(sentence -> sentence.label() == label)
                    .map(sentence -> new Said(source, sentence)))
        .max(Comparator.comparingDouble(said -> said.sentence().score() * sign))
        .map(said -> quote(said.source(), said.sentence().text()));
  }

  private String quote(Source source, String words) {
    Citation citation = new Citation(source.mark(), source.name(), words);
    if (!citations.contains(citation)) {
      citations.add(citation);
    }
    return "“" + words + "” " + source.mark();
  }

  private List<String> about(Source source) {
    List<String> out = new ArrayList<>();
    if (source.told().isEmpty()) {
      String begins =
          source
              .sentiment()
              .flatMap(judged -> judged.sentences().stream().findFirst())
              .map(first -> " It begins: " + quote(source, first.text()))
              .orElse("");
      out.add("This document could not be summarised." + begins);
    }
    source.told().stream().limit(QUOTED).forEach(told -> out.add(quote(source, told)));
    source.sentiment().ifPresent(judged -> tone(source, judged).ifPresent(out::add));
    return out;
  }

  /** What drove the judgement, in the document's own words. */
  private Optional<String> tone(Source source, Sentiment judged) {
    double sign = Math.signum(judged.score());
    return judged.sentences().stream()
        .filter(s -> s.label() != Label.NEUTRAL && s.score() * sign > 0 && !s.drivers().isEmpty())
        .max(Comparator.comparingDouble(s -> Math.abs(s.score())))
        .map(
            s ->
                "Its tone is "
                    + judged.label().name().toLowerCase(Locale.ROOT)
                    + ", most of all for "
                    + quote(source, s.drivers().get(0).phrase())
                    + ".");
  }

  /** Two sentences of different documents that say much the same. */
  private record Pair(Source first, String one, Source second, String other, double cosine) {}

  private List<String> shared() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      for (int j = i + 1; j < sources.size(); j++) {
        nearest(sources.get(i), sources.get(j)).ifPresent(pairs::add);
      }
    }
    return pairs.stream()
        .sorted(Comparator.comparingDouble(pair -> -pair.cosine()))
        .limit(SHARED)
        .map(
            pair ->
                quote(pair.first(), pair.one())
                    + " — compare "
                    + quote(pair.second(), pair.other()))
        .toList();
  }

  private Optional<Pair> nearest(Source first, Source second) {
    Pair best = null;
    for (String one : first.told()) {
      for (String other : second.told()) {
        double cosine = Embeddings.cosine(vector(one), vector(other));
        if (cosine > ALIKE && (best == null || cosine > best.cosine())) {
          best = new Pair(first, one, second, other, cosine);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private final java.util.Map<String, float[]> vectors = new java.util.HashMap<>();

  private float[] vector(String sentence) {
    return vectors.computeIfAbsent(sentence, embeddings::of);
  }
}

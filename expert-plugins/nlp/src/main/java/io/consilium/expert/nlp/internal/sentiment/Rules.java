package io.consilium.expert.nlp.internal.sentiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads a sentence for evidence: turns between profit and loss, figures compared, movements, and
 * words. Where two pieces overlap, the more specific one stays. Stateless but for the lexicon.
 */
final class Rules {
  private static final Comparator<Evidence> STRONGEST =
      Comparator.comparingDouble((Evidence e) -> -Math.abs(e.weight()))
          .thenComparingInt(Evidence::start);

  private final Movements movements;
  private final Words words;

  Rules(Lexicon lexicon) {
    this.movements = new Movements(lexicon);
    this.words = new Words(lexicon);
  }

  /** The evidence, strongest first; no two pieces overlap. */
  List<Evidence> of(String sentence) {
    List<Token> tokens = Token.of(sentence);
    List<Evidence> all = new ArrayList<>(Comparisons.in(sentence));
    addApart(movements.in(tokens), all);
    addApart(words.in(tokens), all);
    all.sort(STRONGEST);
    return List.copyOf(all);
  }

  private static void addApart(List<Evidence> more, List<Evidence> all) {
    List<Evidence> sorted = new ArrayList<>(more);
    sorted.sort(STRONGEST);
    for (Evidence evidence : sorted) {
      if (all.stream().noneMatch(evidence::overlaps)) {
        all.add(evidence);
      }
    }
  }
}

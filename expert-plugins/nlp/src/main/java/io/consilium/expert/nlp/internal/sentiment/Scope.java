package io.consilium.expert.nlp.internal.sentiment;

import io.consilium.expert.nlp.internal.sentiment.Lexicon.Role;
import java.util.List;

/** What negations and hedges in front of a word do to it. Stateless but for the lexicon. */
final class Scope {
  private static final int NEGATION_REACH = 4;
  private static final int HEDGE_REACH = 8;
  private static final double NEGATED = -0.5;
  private static final double HEDGED = 0.8;

  private final Lexicon lexicon;

  Scope(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** 1, less if hedged, below 0 if negated. */
  double factor(List<Token> tokens, int at) {
    return factor(tokens, at, Role.NOT, NEGATION_REACH, NEGATED)
        * factor(tokens, at, Role.HEDGE, HEDGE_REACH, HEDGED);
  }

  private double factor(List<Token> tokens, int at, Role role, int reach, double effect) {
    for (int i = at - 1; i >= Math.max(0, at - reach); i--) {
      if (splits(tokens, i)) {
        return 1;
      }
      if (lexicon.is(role, tokens, i)) {
        return effect;
      }
    }
    return 1;
  }

  /** True where one part of the sentence ends and another begins. */
  boolean splits(List<Token> tokens, int at) {
    String word = tokens.get(at).word();
    return word.equals(";") || word.equals(":") || lexicon.is(Role.TURN, tokens, at);
  }
}

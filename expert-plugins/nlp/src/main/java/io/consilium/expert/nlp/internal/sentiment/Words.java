package io.consilium.expert.nlp.internal.sentiment;

import io.consilium.expert.nlp.internal.sentiment.Lexicon.Hit;
import io.consilium.expert.nlp.internal.sentiment.Lexicon.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds words and phrases that are good or bad whatever moves. Stateless but for the lexicon. */
final class Words {
  private final Lexicon lexicon;
  private final Scope scope;

  Words(Lexicon lexicon) {
    this.lexicon = lexicon;
    this.scope = new Scope(lexicon);
  }

  List<Evidence> in(List<Token> tokens) {
    List<Evidence> out = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Optional<Hit> good = lexicon.at(Role.GOOD, tokens, i);
      Optional<Hit> bad = lexicon.at(Role.BAD, tokens, i);
      if (good.isPresent() || bad.isPresent()) {
        boolean bads = words(bad) >= words(good);
        Hit hit = (bads ? bad : good).orElseThrow();
        double weight = scope.factor(tokens, i) * hit.weight() * (bads ? -1 : 1);
        int last = i + hit.words() - 1;
        out.add(
            new Evidence(
                tokens.get(i).start(), tokens.get(last).end(), weight, Evidence.Kind.WORD));
        i = last;
      }
    }
    return out;
  }

  private static int words(Optional<Hit> hit) {
    return hit.map(Hit::words).orElse(0);
  }
}

package io.consilium.expert.nlp.internal.sentiment;

import io.consilium.expert.nlp.internal.sentiment.Lexicon.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Direction times polarity: finds what moves ("rose", "lower"), looks for what moved ("profit",
 * "costs"), and multiplies. Stateless but for the lexicon.
 */
final class Movements {
  private static final int REACH_BACK = 18;
  private static final int REACH_FRONT = 5;
  private static final Set<String> MEASURES = Set.of("of", "by");
  private static final Set<String> PERCENT = Set.of("%", "percent", "cent", "pct");
  private static final double ALONE = 0.25;
  private static final double TOGETHER = 0.8;

  private final Lexicon lexicon;
  private final Scope scope;

  Movements(Lexicon lexicon) {
    this.lexicon = lexicon;
    this.scope = new Scope(lexicon);
  }

  private record Direction(int at, int words, int sign, boolean front) {}

  private record Metric(int at, int words, int polarity) {}

  List<Evidence> in(List<Token> tokens) {
    List<Evidence> out = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Optional<Direction> direction = direction(tokens, i);
      if (direction.isPresent()) {
        evidence(tokens, direction.get()).ifPresent(out::add);
        i += direction.get().words() - 1;
      }
    }
    return out;
  }

  private Optional<Direction> direction(List<Token> tokens, int at) {
    return direction(Role.UP_FRONT, 1, true, tokens, at)
        .or(() -> direction(Role.DOWN_FRONT, -1, true, tokens, at))
        .or(() -> direction(Role.UP_BACK, 1, false, tokens, at))
        .or(() -> direction(Role.DOWN_BACK, -1, false, tokens, at));
  }

  private Optional<Direction> direction(
      Role role, int sign, boolean front, List<Token> tokens, int at) {
    return lexicon.at(role, tokens, at).map(hit -> new Direction(at, hit.words(), sign, front));
  }

  /** What moved alone says a little, unless it is an adjective or a verb that lacks its object. */
  private Optional<Evidence> evidence(List<Token> tokens, Direction direction) {
    Optional<Metric> behind = behind(tokens, direction);
    Optional<Metric> before = before(tokens, direction);
    Optional<Metric> metric = direction.front() ? behind.or(() -> before) : before.or(() -> behind);
    double weight = scope.factor(tokens, direction.at()) * direction.sign();
    int end = direction.at() + direction.words();
    if (metric.isEmpty()) {
      return direction.front() && !measured(tokens, direction)
          ? Optional.empty()
          : Optional.of(evidence(tokens, direction.at(), end, weight * ALONE));
    }
    Metric found = metric.get();
    int from = Math.min(found.at(), direction.at());
    int to = Math.max(found.at() + found.words(), end);
    return Optional.of(evidence(tokens, from, to, weight * found.polarity() * TOGETHER));
  }

  /** "an increase of 2 %", "9 percent more": the movement itself is what is told. */
  private static boolean measured(List<Token> tokens, Direction direction) {
    int next = direction.at() + direction.words();
    boolean behind =
        next + 1 < tokens.size()
            && MEASURES.contains(tokens.get(next).word())
            && tokens.get(next + 1).isNumber();
    int before = direction.at() - 1;
    return behind || (before > 0 && PERCENT.contains(tokens.get(before).word()));
  }

  private static Evidence evidence(List<Token> tokens, int from, int to, double weight) {
    return new Evidence(
        tokens.get(from).start(), tokens.get(to - 1).end(), weight, Evidence.Kind.MOVEMENT);
  }

  /** The nearest thing in front of the movement, within the same part of the sentence. */
  private Optional<Metric> before(List<Token> tokens, Direction direction) {
    int least = Math.max(0, direction.at() - REACH_BACK);
    for (int i = direction.at() - 1; i >= least; i--) {
      if (scope.splits(tokens, i)) {
        return Optional.empty();
      }
      Optional<Metric> metric = metric(tokens, i);
      if (metric.isPresent() && metric.get().at() + metric.get().words() <= direction.at()) {
        return longest(tokens, metric.get());
      }
    }
    return Optional.empty();
  }

  /** "sales" of "net sales", "losses" of "credit losses": the longer phrase wins. */
  private Optional<Metric> longest(List<Token> tokens, Metric found) {
    for (int i = Math.max(0, found.at() - 2); i < found.at(); i++) {
      Optional<Metric> longer = metric(tokens, i);
      if (longer.isPresent()
          && longer.get().at() + longer.get().words() >= found.at() + found.words()) {
        return longer;
      }
    }
    return Optional.of(found);
  }

  private Optional<Metric> behind(List<Token> tokens, Direction direction) {
    int first = direction.at() + direction.words();
    int most = Math.min(tokens.size(), first + REACH_FRONT);
    for (int i = first; i < most; i++) {
      Token token = tokens.get(i);
      boolean ends =
          token.isNumber() || !Character.isLetter(token.word().charAt(0)) || stops(tokens, i);
      if (ends) {
        return Optional.empty();
      }
      Optional<Metric> metric = metric(tokens, i);
      if (metric.isPresent()) {
        return metric;
      }
    }
    return Optional.empty();
  }

  private boolean stops(List<Token> tokens, int at) {
    return lexicon.is(Role.STOP, tokens, at) || scope.splits(tokens, at);
  }

  private Optional<Metric> metric(List<Token> tokens, int at) {
    Optional<Lexicon.Hit> good = lexicon.at(Role.METRIC_GOOD, tokens, at);
    Optional<Lexicon.Hit> bad = lexicon.at(Role.METRIC_BAD, tokens, at);
    int goodWords = good.map(Lexicon.Hit::words).orElse(0);
    int badWords = bad.map(Lexicon.Hit::words).orElse(0);
    if (goodWords + badWords == 0) {
      return Optional.empty();
    }
    return Optional.of(
        badWords >= goodWords ? new Metric(at, badWords, -1) : new Metric(at, goodWords, 1));
  }
}

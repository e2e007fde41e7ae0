package io.consilium.framework.engine.internal;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks whoever stands for something at the moment. A guest that is replaced while it is asked
 * leaves the question to its successor: for questions without effects, which may be asked again.
 */
final class Succession {
  /** One that comes and goes without end answers nothing. */
  private static final int MOST = 3;

  /** Who was asked last, and what came of it. */
  record Answered<S, T>(Guest<S> guest, Ended<T> ended) {}

  private Succession() {}

  /** Empty if nobody is there. */
  static <S, T> Optional<Answered<S, T>> ask(
      Supplier<Optional<Guest<S>>> who, Function<Guest<S>, Ended<T>> question) {
    Optional<Answered<S, T>> answered = Optional.empty();
    Optional<Guest<S>> next = who.get();
    for (int asked = 0; next.isPresent() && asked < MOST; asked++) {
      Guest<S> guest = next.get();
      Ended<T> ended = question.apply(guest);
      answered = Optional.of(new Answered<>(guest, ended));
      next = ended.tornFrom(guest) ? who.get().filter(other -> other != guest) : Optional.empty();
    }
    return answered;
  }
}

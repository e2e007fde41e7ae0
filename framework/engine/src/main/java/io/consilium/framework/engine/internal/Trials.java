package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Code;
import io.consilium.framework.engine.Engine.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How the work of each version was judged, by the digest of its code. Thread-safe. */
final class Trials {
  private final Map<String, Trial> tallies = new ConcurrentHashMap<>();

  void add(Lesson lesson) {
    lesson
        .code()
        .filter(code -> !code.digest().isEmpty())
        .ifPresent(
            code ->
                tallies.compute(
                    code.digest(),
                    (digest, before) ->
                        with(before == null ? nothing(code) : before, lesson.kind())));
  }

  private static Trial nothing(Code code) {
    return new Trial(code.bundle(), code.version(), code.digest(), 0, 0, 0);
  }

  private static Trial with(Trial before, Lesson.Kind kind) {
    return new Trial(
        before.bundle(),
        before.version(),
        before.digest(),
        before.accepted() + (kind == Lesson.Kind.ACCEPTED ? 1 : 0),
        before.rejected() + (kind == Lesson.Kind.REJECTED ? 1 : 0),
        before.faults() + (kind == Lesson.Kind.FAULT ? 1 : 0));
  }

  /** All of them, by bundle, version and digest. */
  List<Trial> all() {
    return tallies.values().stream()
        .sorted(
            Comparator.comparing(Trial::bundle)
                .thenComparing(Trial::version, Versions.ORDER)
                .thenComparing(Trial::digest))
        .toList();
  }
}

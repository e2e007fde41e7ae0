package io.consilium.framework.modules.internal;

import com.google.inject.Key;
import com.google.inject.util.Types;
import io.consilium.api.expert.Expert;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.planner.Planner;
import io.consilium.api.routing.Gate;
import io.consilium.api.verifier.Verifier;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A contract that plugins implement, and how an implementation names itself.
 *
 * @param type the service's interface
 */
record Kind<T>(String name, Class<T> type, Function<T, String> id) {
  static final List<Kind<?>> ALL =
      List.of(
          new Kind<>("expert", Expert.class, expert -> expert.descriptor().id()),
          new Kind<>("verifier", Verifier.class, verifier -> verifier.descriptor().id()),
          new Kind<>("planner", Planner.class, planner -> planner.descriptor().id()),
          new Kind<>("gate", Gate.class, Gate::id),
          new Kind<>("halting policy", HaltingPolicy.class, HaltingPolicy::id));

  /** Where a module binds implementations of this kind. */
  @SuppressWarnings("unchecked")
  Key<Set<T>> key() {
    return (Key<Set<T>>) Key.get(Types.setOf(type));
  }
}

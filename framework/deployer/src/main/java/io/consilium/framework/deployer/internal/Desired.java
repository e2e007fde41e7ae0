package io.consilium.framework.deployer.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which jars should run: one for each symbolic name, and maybe another that is tried beside it.
 *
 * @param jars by symbolic name: who serves
 * @param trials by symbolic name: who is tried beside
 * @param shadowed jar to the one preferred
 * @param bad files that are no plugins
 */
record Desired(
    Map<String, PluginJar> jars,
    Map<String, Trial> trials,
    Map<PluginJar, PluginJar> shadowed,
    List<PluginFolder.Finding> bad) {
  static final Desired NOTHING = new Desired(Map.of(), Map.of(), Map.of(), List.of());

  /** Without trials: see {@link #of(List, Map, Function, Predicate)}. */
  static Desired of(List<List<PluginFolder.Finding>> folders) {
    return of(folders, Map.of(), name -> Optional.empty(), jar -> false);
  }

  /**
   * Chooses. A directory that comes earlier wins; within one, the higher version does. Who is to be
   * tried stands aside, unless there is no other version.
   *
   * @param folders what each directory holds, most preferred first
   * @param plans trials by symbolic name
   * @param held a digest that wins for its symbolic name as long as its jar is there
   * @param vain true for a jar that cannot run, and none of its name does: another stands in
   */
  static Desired of(
      List<List<PluginFolder.Finding>> folders,
      Map<String, TrialPlan> plans,
      Function<String, Optional<String>> held,
      Predicate<PluginJar> vain) {
    Map<String, List<List<PluginJar>>> found = new LinkedHashMap<>();
    List<PluginFolder.Finding> bad = new ArrayList<>();
    for (Collection<PluginFolder.Finding> folder : folders) {
      Map<String, List<PluginJar>> here = new LinkedHashMap<>();
      for (PluginFolder.Finding finding : folder) {
        if (finding.jar() == null) {
          bad.add(finding);
        } else {
          here.computeIfAbsent(finding.jar().bundle(), name -> new ArrayList<>())
              .add(finding.jar());
        }
      }
      here.forEach((name, jars) -> found.computeIfAbsent(name, n -> new ArrayList<>()).add(jars));
    }
    Desired desired =
        new Desired(new LinkedHashMap<>(), new HashMap<>(), new LinkedHashMap<>(), bad);
    found.forEach(
        (name, jars) ->
            desired.choose(
                name, jars, Optional.ofNullable(plans.get(name)), held.apply(name), vain));
    return desired;
  }

  private void choose(
      String name,
      List<List<PluginJar>> folders,
      Optional<TrialPlan> plan,
      Optional<String> held,
      Predicate<PluginJar> vain) {
    List<PluginJar> all = folders.stream().flatMap(List::stream).toList();
    Optional<PluginJar> candidate =
        plan.flatMap(one -> all.stream().filter(one::names).findFirst())
            .filter(one -> all.stream().anyMatch(other -> !other.digest().equals(one.digest())));
    PluginJar best =
        held.flatMap(
                digest -> all.stream().filter(jar -> jar.digest().hex().equals(digest)).findFirst())
            .orElseGet(
                () ->
                    best(folders, jar -> beside(jar, candidate) || vain.test(jar))
                        .or(() -> best(folders, jar -> beside(jar, candidate)))
                        .orElseThrow());
    jars.put(name, best);
    candidate
        .filter(one -> one != best)
        .ifPresent(jar -> trials.put(name, new Trial(jar, plan.orElseThrow())));
    for (PluginJar jar : all) {
      if (jar != best && candidate.filter(one -> one == jar).isEmpty()) {
        shadowed.put(jar, best);
      }
    }
  }

  private static boolean beside(PluginJar jar, Optional<PluginJar> candidate) {
    return candidate.filter(one -> one.digest().equals(jar.digest())).isPresent();
  }

  private static Optional<PluginJar> best(
      List<List<PluginJar>> folders, Predicate<PluginJar> without) {
    for (List<PluginJar> folder : folders) {
      PluginJar best = null;
      for (PluginJar jar : folder) {
        if (!without.test(jar) && (best == null || jar.version().compareTo(best.version()) > 0)) {
          best = jar;
        }
      }
      if (best != null) {
        return Optional.of(best);
      }
    }
    return Optional.empty();
  }

  /** Every jar that there is of a symbolic name. */
  List<PluginJar> all(String name) {
    List<PluginJar> all = new ArrayList<>();
    Optional.ofNullable(jars.get(name)).ifPresent(all::add);
    Optional.ofNullable(trials.get(name)).ifPresent(trial -> all.add(trial.jar()));
    shadowed.keySet().stream().filter(jar -> jar.bundle().equals(name)).forEach(all::add);
    return all;
  }
}

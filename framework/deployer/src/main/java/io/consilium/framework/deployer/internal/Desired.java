package io.consilium.framework.deployer.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which jars should run: one for each symbolic name.
 *
 * @param jars by symbolic name
 * @param shadowed jar to the one preferred
 * @param bad files that are no plugins
 */
record Desired(
    Map<String, PluginJar> jars,
    Map<PluginJar, PluginJar> shadowed,
    List<PluginFolder.Finding> bad) {

  /**
   * Chooses. A directory that comes earlier wins; within one, the higher version does.
   *
   * @param folders what each directory holds, most preferred first
   */
  static Desired of(List<List<PluginFolder.Finding>> folders) {
    Map<String, PluginJar> jars = new LinkedHashMap<>();
    Map<PluginJar, PluginJar> shadowed = new LinkedHashMap<>();
    List<PluginFolder.Finding> bad = new ArrayList<>();
    for (Collection<PluginFolder.Finding> folder : folders) {
      Map<String, PluginJar> best = new LinkedHashMap<>();
      for (PluginFolder.Finding finding : folder) {
        if (finding.jar() == null) {
          bad.add(finding);
        } else {
          prefer(best, finding.jar(), shadowed);
        }
      }
      best.forEach(
          (name, jar) -> {
            PluginJar earlier = jars.putIfAbsent(name, jar);
            if (earlier != null) {
              shadowed.put(jar, earlier);
            }
          });
    }
    return new Desired(jars, shadowed, bad);
  }

  private static void prefer(
      Map<String, PluginJar> best, PluginJar jar, Map<PluginJar, PluginJar> shadowed) {
    PluginJar other = best.get(jar.bundle());
    boolean wins = other == null || jar.version().compareTo(other.version()) > 0;
    if (wins) {
      best.put(jar.bundle(), jar);
      if (other != null) {
        shadowed.put(other, jar);
      }
    } else {
      shadowed.put(jar, other);
    }
  }
}

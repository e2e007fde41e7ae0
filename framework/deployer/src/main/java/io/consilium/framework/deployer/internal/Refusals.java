package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Jars that were tried and cannot run. One that lacks something may be helped by another that is on
 * its way: it is refused once nobody is. Thread-safe.
 */
final class Refusals {
  private final BiConsumer<PluginJar, BadJar> tell;
  private final Map<PluginJar, BadJar> refused = new HashMap<>();
  private final Map<PluginJar, Lacking> lacking = new HashMap<>();
  private long arrivals;

  private record Lacking(BadJar why, long arrivals) {}

  /**
   * @param tell told each refusal, once
   */
  Refusals(BiConsumer<PluginJar, BadJar> tell) {
    this.tell = tell;
  }

  /** How many came so far; to be asked before a jar is tried. */
  synchronized long arrivals() {
    return arrivals;
  }

  /** Somebody runs now whom others may have lacked. */
  synchronized void arrived() {
    arrivals++;
    refused.values().removeIf(BadJar::mayPass);
    lacking.clear();
  }

  /**
   * A jar was tried in vain.
   *
   * @param since how many had come before it was tried
   */
  synchronized void failed(PluginJar jar, BadJar why, long since) {
    if (!why.mayPass()) {
      refuse(jar, why);
    } else if (since == arrivals) {
      lacking.put(jar, new Lacking(why, since));
    }
  }

  /**
   * Goes over them.
   *
   * @param here the jars that are there; others are forgotten
   * @param relisted whether who was not trusted may be tried again
   * @param idle whether nobody is on his way
   */
  synchronized void look(Set<PluginJar> here, boolean relisted, boolean idle) {
    refused.keySet().retainAll(here);
    lacking.keySet().retainAll(here);
    if (relisted) {
      refused.values().removeIf(BadJar::mayBeTrusted);
    }
    if (idle) {
      lacking.forEach((jar, one) -> refuse(jar, one.why()));
      lacking.clear();
    }
  }

  /** Who was written anew is tried anew: what it lacked may be there by now. */
  synchronized void again(PluginJar jar) {
    refused.remove(jar);
    lacking.remove(jar);
  }

  /** Whoever could not be tried as it was written may be as it is written now. */
  synchronized void replanned(String bundle) {
    refused
        .entrySet()
        .removeIf(one -> one.getKey().bundle().equals(bundle) && one.getValue().mayBeReplanned());
  }

  private void refuse(PluginJar jar, BadJar why) {
    refused.put(jar, why);
    tell.accept(jar, why);
  }

  /** Whether there is no use in trying a jar now. */
  synchronized boolean holds(PluginJar jar) {
    return refused.containsKey(jar) || lacking.containsKey(jar);
  }

  /** Whether some wait for others. */
  synchronized boolean waiting() {
    return !lacking.isEmpty();
  }

  synchronized Optional<BadJar> why(PluginJar jar) {
    return Optional.ofNullable(refused.get(jar));
  }
}

package io.consilium.verifier.figures.internal;

import io.consilium.api.host.Facts;
import io.consilium.api.verifier.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects what agrees and what does not in the course of one check; of one thread. */
final class Findings {
  private final Set<String> settled;
  private final List<Finding> differing = new ArrayList<>();
  private final List<Finding> remarks = new ArrayList<>();
  private int agreed;

  /**
   * An empty collection.
   *
   * @param settled periods whose difference was decided already
   */
  Findings(Set<String> settled) {
    this.settled = settled;
  }

  void agree() {
    agreed++;
  }

  void differ(Finding finding) {
    differing.add(finding);
  }

  void compare(Comparison comparison, String first, String second) {
    agreed += comparison.agreeing().size();
    for (String key : comparison.differing()) {
      double a = comparison.first().values().get(key);
      double b = comparison.second().values().get(key) * comparison.scale();
      String message =
          "For "
              + key
              + " the "
              + first
              + " says "
              + Numbers.plain(a)
              + ", the "
              + second
              + " "
              + Numbers.plain(b)
              + ".";
      Facts facts = Facts.of("period", key).with(first, a).with(second, b);
      if (settled.contains(key)) {
        agreed++;
        remarks.add(new Finding("settled", message + " This was settled before.", facts));
      } else {
        differing.add(new Finding(second + "-differs", message, facts));
      }
    }
  }

  int agreed() {
    return agreed;
  }

  List<Finding> differing() {
    return differing;
  }

  List<Finding> remarks() {
    return remarks;
  }
}

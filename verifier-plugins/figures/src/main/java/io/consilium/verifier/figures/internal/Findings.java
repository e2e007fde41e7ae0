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
  private int confirmed;

  /**
   * An empty collection.
   *
   * @param settled periods whose difference was decided already
   */
  Findings(Set<String> settled) {
    this.settled = settled;
  }

  /**
   * A figure stands in another place as well.
   *
   * @param placed true if it stands there for the same period
   */
  void agree(boolean placed) {
    agreed++;
    confirmed += placed ? 1 : 0;
  }

  void remark(Finding finding) {
    remarks.add(finding);
  }

  void differ(Finding finding) {
    differing.add(finding);
  }

  void compare(Comparison comparison, String first, String second) {
    agreed += comparison.agreeing().size();
    confirmed += comparison.agreeing().size();
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

  /** Figures that another source gives for the same period. */
  int confirmed() {
    return confirmed;
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

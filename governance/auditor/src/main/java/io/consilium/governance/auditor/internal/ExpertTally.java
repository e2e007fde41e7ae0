package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;

/** What one expert did. Grows with the records. */
public final class ExpertTally {
  private final String expert;
  private long chosen;
  private long calls;
  private long solved;
  private long declined;
  private long failed;
  private double cost;
  private long nanos;

  ExpertTally(String expert) {
    this.expert = expert;
  }

  void choose() {
    chosen++;
  }

  void add(Body.ExpertReturned returned) {
    calls++;
    cost += returned.cost();
    nanos += returned.nanos();
    switch (returned.outcome()) {
      case SOLVED -> solved++;
      case DECLINED -> declined++;
      default -> failed++;
    }
  }

  public String getExpert() {
    return expert;
  }

  public long getChosen() {
    return chosen;
  }

  public long getCalls() {
    return calls;
  }

  public long getSolved() {
    return solved;
  }

  public long getDeclined() {
    return declined;
  }

  /** Calls that ended in any other way. */
  public long getFailed() {
    return failed;
  }

  public double getCost() {
    return cost;
  }

  public double getMeanSeconds() {
    return calls == 0 ? 0 : nanos / 1e9 / calls;
  }
}

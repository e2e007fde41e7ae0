package io.consilium.api.planner;

import java.time.Duration;

/**
 * What was used so far, by a loop and everything below it.
 *
 * @param calls expert calls
 * @param cost summed cost
 * @param time since admission, as last recorded
 */
public record Spend(int calls, double cost, Duration time) {
  public static final Spend NOTHING = new Spend(0, 0, Duration.ZERO);
}

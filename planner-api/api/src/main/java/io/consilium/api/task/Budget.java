package io.consilium.api.task;

import java.time.Duration;

/**
 * What a task may use. The engine holds every bound, whatever a halting policy says; a child loop
 * gets a slice of what is left.
 *
 * @param cycles H-cycles of one loop, at least 1
 * @param steps expert calls in the whole task, all levels together
 * @param time wall time from admission to answer
 * @param cost summed cost in the abstract units that experts declare
 * @param levels depth of decomposition; 1 means that nothing is decomposed below the task
 */
public record Budget(int cycles, int steps, Duration time, double cost, int levels) {
  public static final Budget DEFAULT = new Budget(6, 200, Duration.ofMinutes(5), 1_000, 4);

  public Budget {
    if (cycles < 1
        || steps < 1
        || levels < 1
        || !(cost > 0)
        || time.isNegative()
        || time.isZero()) {
      throw new IllegalArgumentException(
          "Every bound of a budget must be positive (cycles="
              + cycles
              + ", steps="
              + steps
              + ", time="
              + time
              + ", cost="
              + cost
              + ", levels="
              + levels
              + ").");
    }
  }
}

package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.task.SubgoalId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The subgoal of one segment, written {@code segment-<restart>-<step>}.
 *
 * @param restart which start, from 0
 * @param step which segment since that start, from 1
 */
record SegmentId(int restart, int step) {
  private static final Pattern FORM = Pattern.compile("segment-([0-9]{1,4})-([0-9]{1,4})");

  static final SegmentId FIRST = new SegmentId(0, 1);

  static Optional<SegmentId> of(SubgoalId id) {
    Matcher matcher = FORM.matcher(id.value());
    return matcher.matches()
        ? Optional.of(
            new SegmentId(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  SubgoalId id() {
    return new SubgoalId(toString());
  }

  SegmentId next() {
    return new SegmentId(restart, step + 1);
  }

  SegmentId restarted() {
    return new SegmentId(restart + 1, 1);
  }

  @Override
  public String toString() {
    return "segment-" + restart + "-" + step;
  }
}

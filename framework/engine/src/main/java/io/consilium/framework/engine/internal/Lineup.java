package io.consilium.framework.engine.internal;

import io.consilium.api.task.Digest;
import io.consilium.api.task.TaskId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The guests of one id: who serves, who is tried on a share of the tasks, and who is asked beside.
 * Of several primaries the ready one counts, then the one with the higher bundle version, then the
 * newer. Immutable once it is published.
 */
final class Lineup {
  private static final Comparator<Guest<?>> PREFERENCE =
      Comparator.<Guest<?>, Boolean>comparing(guest -> guest.stage() == Guest.Stage.READY)
          .thenComparing(guest -> guest.code().version(), Versions.ORDER);

  private static final Comparator<Guest<?>> OLDEST_FIRST =
      Comparator.<Guest<?>, String>comparing(guest -> guest.code().version(), Versions.ORDER)
          .thenComparing(guest -> guest.code().digest());

  private final String id;
  private final List<Guest<?>> canaries = new ArrayList<>();
  private final List<Guest<?>> shadows = new ArrayList<>();
  private Optional<Guest<?>> primary = Optional.empty();

  Lineup(String id) {
    this.id = id;
  }

  void add(Guest<?> guest) {
    switch (guest.part().as()) {
      case PRIMARY -> {
        boolean better = primary.isEmpty() || PREFERENCE.compare(guest, primary.get()) >= 0;
        primary = better ? Optional.of(guest) : primary;
      }
      case CANARY -> {
        canaries.add(guest);
        canaries.sort(OLDEST_FIRST);
      }
      case SHADOW -> shadows.add(guest);
      case RETIRED -> {}
    }
  }

  Optional<Guest<?>> primary() {
    return primary;
  }

  List<Guest<?>> shadows() {
    return shadows;
  }

  /**
   * Who serves a task: the canary that is drawn for it, else the primary. Each canary has a span of
   * 0..1 as wide as its share, the oldest version first; that of one who is not fit to serve is the
   * primary's.
   */
  Optional<Guest<?>> serving(TaskId task) {
    double from = 0;
    double point = canaries.isEmpty() ? 1 : point(task, id);
    for (Guest<?> canary : canaries) {
      double to = from + canary.part().share();
      if (point >= from && point < to) {
        return fit(canary) ? Optional.of(canary) : primary;
      }
      from = to;
    }
    return primary;
  }

  private static boolean fit(Guest<?> guest) {
    return guest.stage() == Guest.Stage.READY && guest.bar().isEmpty();
  }

  /**
   * Where a task stands in the draw among the versions of a plugin: the first 53 bits of the
   * SHA-256 of {@code task/plugin} as a fraction. The same in every host, so that an auditor can
   * draw again.
   */
  static double point(TaskId task, String plugin) {
    byte[] drawn = (task.value() + "/" + plugin).getBytes(StandardCharsets.UTF_8);
    return (ByteBuffer.wrap(Digest.sha256().digest(drawn)).getLong() >>> 11) * 0x1.0p-53;
  }
}

package io.consilium.governance.telemetry.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The spans of all tasks of a log, folded from its records in their order. Keeps what tasks that
 * are not over need, and nothing of the others. Confined to one thread.
 */
final class SpanFold {
  /** What every span says of itself. */
  static final String MARK = "lossy-copy-of-ledger";

  private final String origin;
  private final Map<String, Resource> resources = new HashMap<>();

  /** By name, in order of admission. */
  private final Map<String, TaskTrace> open = new LinkedHashMap<>();

  SpanFold(String origin) {
    this.origin = origin;
  }

  /** Takes the next record, and gives the spans that ended with it. */
  List<SpanData> add(DecisionRecord record) {
    String task = record.position().task();
    if (record.body() instanceof Body.TaskAdmitted admitted) {
      Resource resource = resources.computeIfAbsent(record.node(), this::resource);
      open.put(task, new TaskTrace(resource, record, admitted));
      return List.of();
    }
    TaskTrace trace = open.get(task);
    if (trace == null) {
      return List.of();
    }
    if (record.body() instanceof Body.AnswerReleased) {
      open.remove(task);
    }
    return trace.add(record);
  }

  private Resource resource(String node) {
    return Resource.create(
        Attributes.builder()
            .put("service.name", "consilium")
            .put("service.instance.id", node)
            .put("consilium.telemetry", MARK)
            .put("consilium.ledger.origin", origin)
            .build(),
        Keys.SCHEMA);
  }

  /** Tasks that are not over. */
  int tasks() {
    return open.size();
  }

  /** The admission of the oldest task that is not over; {@code otherwise} if there is none. */
  long oldest(long otherwise) {
    return open.isEmpty() ? otherwise : open.values().iterator().next().first();
  }
}

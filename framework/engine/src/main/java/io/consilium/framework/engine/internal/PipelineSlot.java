package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.api.task.Artifact;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.json.Json;

/**
 * The pipeline as declared, in a payload of the admission: a task can be repeated without its file.
 */
final class PipelineSlot {
  static final String SLOT = "pipeline";

  private PipelineSlot() {}

  static Artifact of(Pipeline pipeline) {
    return Slots.json(pipeline);
  }

  /**
   * @throws IllegalArgumentException if it is not on record; the message is for a person
   */
  static Pipeline read(Entry admission) {
    Artifact kept = admission.payloads().get(SLOT);
    if (kept != null) {
      return Json.read(Slots.bytes(kept), Pipeline.class);
    }
    String name =
        admission.record().body() instanceof Body.TaskAdmitted admitted ? admitted.pipeline() : "";
    boolean erased = admission.record().payloads().containsKey(SLOT);
    throw new IllegalArgumentException(
        "The task "
            + admission.record().position().task()
            + " cannot be repeated: its pipeline ("
            + name
            + ") "
            + (erased
                ? "was erased with its payloads."
                : "is not among its payloads. Maybe an older host recorded it."));
  }
}

package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * The pipeline as declared, in a payload of the admission: a task can be repeated without its file.
 */
final class PipelineSlot {
  static final String SLOT = "pipeline";

  private PipelineSlot() {}

  static Artifact of(Pipeline pipeline) {
    // Not the canonical form: it sorts, and the order of steps and checks means something.
    byte[] json = Json.tree(pipeline).toString().getBytes(StandardCharsets.UTF_8);
    return Slots.ARTIFACTS.of(MediaType.JSON, json);
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

package io.consilium.json;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What policy says of the host itself, as it stands on record. */
public final class Rulings {
  private Rulings() {}

  /**
   * The record of a ruling that belongs to no task: its payload {@code input} is the question as
   * canonical JSON, {@code message} the words of a denial, if there are any.
   */
  public static Draft draft(Ruling ruling, PolicyQuestion question) {
    JsonArtifacts artifacts = new JsonArtifacts();
    Map<String, Artifact> payloads = new HashMap<>();
    payloads.put("input", artifacts.of(MediaType.JSON, Json.canonical(question)));
    if (!ruling.message().isEmpty()) {
      byte[] message = ruling.message().getBytes(StandardCharsets.UTF_8);
      payloads.put("message", artifacts.of(MediaType.TEXT, message));
    }
    Body body = Body.PolicyEvaluated.of(ruling, Optional.empty());
    return new Draft(Position.HOST, body, List.of(), payloads);
  }
}

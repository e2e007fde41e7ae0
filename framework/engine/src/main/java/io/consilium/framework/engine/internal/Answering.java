package io.consilium.framework.engine.internal;

import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import io.consilium.framework.engine.internal.State.Returned;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks one expert, and holds what comes back against what it declared. Runs on the guest's thread,
 * since reading an output runs the guest's code.
 */
final class Answering {
  private final Capability capability;
  private final Assignment assignment;
  private final Limits.Output limits;

  Answering(Capability capability, Assignment assignment, Limits.Output limits) {
    this.capability = capability;
    this.assignment = assignment;
    this.limits = limits;
  }

  Returned ask(Expert expert, CallContext context) throws Exception {
    ExpertOutcome outcome = expert.solve(assignment, context);
    if (outcome instanceof ExpertOutcome.Solved solved) {
      return solved(solved);
    } else if (outcome instanceof ExpertOutcome.Declined declined) {
      return said(Outcome.DECLINED, declined.code(), declined.message());
    } else if (outcome instanceof ExpertOutcome.Failed failed) {
      return said(Outcome.FAILED, failed.code(), failed.message());
    }
    return not(Outcome.BROKE, "null", "The expert returned nothing (null).");
  }

  /** How a call that did not return counts. */
  static Returned unreturned(Ended<Returned> ended) {
    switch (ended.how()) {
      case TIMED_OUT:
      case EXPIRED:
        return not(Outcome.TIMED_OUT, ended.how().code(), ended.message());
      case ABANDONED:
        return not(Outcome.ABANDONED, ended.how().code(), ended.message());
      case CANCELLED:
        return not(Outcome.CANCELLED, ended.how().code(), ended.message());
      case GONE:
        return not(Outcome.GONE, ended.how().code(), ended.message());
      case BARRED:
        return not(Outcome.CANCELLED, ended.how().code(), ended.message());
      default:
        return not(Outcome.BROKE, How.THREW.code(), ended.message());
    }
  }

  private Returned said(Outcome outcome, String code, String message) {
    return message.length() <= Limits.Output.MESSAGE
        ? not(outcome, code, message)
        : tooLarge("message", message.length() + " characters", Limits.Output.MESSAGE);
  }

  private Returned solved(ExpertOutcome.Solved solved) throws IOException {
    Optional<Returned> excess = excess(solved);
    if (excess.isPresent()) {
      return excess.get();
    }
    Map<String, List<Artifact>> outputs = new HashMap<>();
    for (Map.Entry<String, MediaType> declared : capability.outputs().entrySet()) {
      Artifact given = solved.outputs().get(declared.getKey());
      if (given == null) {
        return not(Outcome.BROKE, "output", "The output " + declared.getKey() + " is missing.");
      }
      if (!declared.getValue().accepts(given.mediaType())) {
        return not(
            Outcome.BROKE,
            "output",
            "The output "
                + declared.getKey()
                + " must be "
                + declared.getValue()
                + ", not "
                + given.mediaType()
                + ".");
      }
      Artifact kept = keep(declared.getKey(), given);
      Optional<String> trouble = rubbish(kept);
      if (trouble.isPresent()) {
        return not(
            Outcome.BROKE,
            "output",
            "The output " + declared.getKey() + " is not what it says: " + trouble.get());
      }
      outputs.put(declared.getKey(), List.of(kept));
    }
    return new Returned(Outcome.SOLVED, "", solved.confidence() + 0.0, outputs, solved.facts(), "");
  }

  /** By what it says of itself, before any of it is read; more than it says is never read. */
  private Optional<Returned> excess(ExpertOutcome.Solved solved) {
    int outputs = Slots.MAX_LISTED;
    if (solved.outputs().size() > outputs) {
      return Optional.of(tooLarge("result", solved.outputs().size() + " outputs", outputs));
    }
    int most = Limits.Output.MOST;
    if (solved.facts().values().size() > most) {
      return Optional.of(tooLarge("result", solved.facts().values().size() + " facts", most));
    }
    long bytes = Slots.json(solved.facts()).size();
    for (String name : capability.outputs().keySet()) {
      Artifact given = solved.outputs().get(name);
      // What it says of itself may be any number.
      bytes += given == null ? 0 : Math.min(given.size(), limits.bytes() + 1);
    }
    return bytes > limits.bytes()
        ? Optional.of(tooLarge("result", bytes + " bytes", limits.bytes()))
        : Optional.empty();
  }

  private static Returned tooLarge(String what, String size, long most) {
    return not(
        Outcome.BROKE, "too-large", "The " + what + " has " + size + ", " + most + " are allowed.");
  }

  /** What keeps an output from being the value of the shared vocabulary that its type names. */
  private static Optional<String> rubbish(Artifact kept) throws IOException {
    Optional<Class<?>> type = Vocabulary.classOf(kept.mediaType());
    try {
      if (type.isPresent()) {
        Slots.ARTIFACTS.read(kept, type.get());
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The content as it is now, read to its end and checked against size and digest. It is copied:
   * nothing of the plugin stays with the host, and nobody reads from it outside of its call.
   */
  private static Artifact keep(String name, Artifact given) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream((int) given.size());
    MessageDigest sha256 = Digest.sha256();
    long size = 0;
    byte[] buffer = new byte[8192];
    try (InputStream in = given.open()) {
      for (int n = in.read(buffer); n >= 0 && size <= given.size(); n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
        copy.write(buffer, 0, n);
        size += n;
      }
    }
    if (size != given.size() || !Digest.ofRaw(sha256.digest()).equals(given.digest())) {
      throw new IOException("the output " + name + " does not match its size and digest");
    }
    byte[] bytes = copy.toByteArray();
    return new Artifact(
        given.mediaType(), size, given.digest(), () -> new ByteArrayInputStream(bytes));
  }

  private static Returned not(Outcome outcome, String code, String message) {
    return new Returned(outcome, code, 0, Map.of(), Facts.NONE, message);
  }
}

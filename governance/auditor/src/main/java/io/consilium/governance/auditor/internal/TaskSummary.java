package io.consilium.governance.auditor.internal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import java.time.Duration;
import java.time.Instant;

/** A task in one line of a list. Grows with its records. */
public final class TaskSummary {
  private final String task;
  private String pipeline = "";
  private String admitted = "";
  private String answer = "unfinished";
  private String halt = "";
  private int records;
  private long firstNanos;
  private String firstBoot = "";
  private String firstTime = "";
  private long millis;

  TaskSummary(String task) {
    this.task = task;
  }

  void add(DecisionRecord record) {
    if (records++ == 0) {
      firstNanos = record.nanos();
      firstBoot = record.boot();
      firstTime = record.time();
    }
    if (!halt.isEmpty()) {
      // What comes after the answer is not the task's time.
      return;
    }
    millis =
        record.boot().equals(firstBoot)
            ? Duration.ofNanos(record.nanos() - firstNanos).toMillis()
            : Duration.between(Instant.parse(firstTime), Instant.parse(record.time())).toMillis();
    if (record.body() instanceof Body.TaskAdmitted body) {
      pipeline = body.pipeline();
      admitted = record.time();
    } else if (record.body() instanceof Body.AnswerReleased body) {
      answer = Words.lower(body.kind());
      halt = body.reason().name();
    }
  }

  public String getTask() {
    return task;
  }

  public String getPipeline() {
    return pipeline;
  }

  public String getAdmitted() {
    return admitted;
  }

  public String getAnswer() {
    return answer;
  }

  public String getHalt() {
    return halt;
  }

  public int getRecords() {
    return records;
  }

  public double getSeconds() {
    return millis / 1000.0;
  }

  /** How it ended, in words. */
  String end() {
    return halt.isEmpty() ? "none yet" : answer + " because " + halt;
  }

  /** The task in one sentence. */
  String sentence() {
    String end = halt.isEmpty() ? "not ended after " : end() + " after ";
    return "task "
        + task
        + (admitted.isEmpty() ? "" : " of " + Words.time(admitted))
        + ": "
        + end
        + duration()
        + ", "
        + Words.count(records, "record");
  }

  @JsonIgnore
  String duration() {
    return Words.duration(Duration.ofMillis(millis));
  }
}
